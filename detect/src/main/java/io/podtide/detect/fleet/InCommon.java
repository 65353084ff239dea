package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an incident may have in common with others, from narrow to wide. Only what can fail for several workloads at once: a
 * registry, a node, a quota. A container's own exit is its own, but for the software it shares with others.
 */
final class InCommon {

    private static final Set<Scope> CLUSTER = EnumSet.of(Scope.CLUSTER);
    private static final Set<Scope> BOTH = EnumSet.of(Scope.CLUSTER, Scope.FLEET);
    private static final Set<Scope> NODE = EnumSet.of(Scope.NODE);
    private static final Set<Scope> ALL = EnumSet.of(Scope.NODE, Scope.CLUSTER, Scope.FLEET);

    private static final Set<Kind> RUNNING = EnumSet.of(Kind.RESTART_LOOP, Kind.OOM, Kind.NOT_READY, Kind.POD_FAILED);

    /** Causes of what runs that its image may be to blame for. */
    private static final Set<String> OF_SOFTWARE = Set.of(
            "APPLICATION_ERROR",
            "EXITED_NORMALLY",
            "KILLED_BY_SIGNAL",
            "SIGKILL_UNEXPLAINED",
            "INIT_CONTAINER_FAILED",
            "POST_START_HOOK_FAILED",
            "LIVENESS_PROBE_FAILED",
            "READINESS_PROBE_FAILED",
            "STARTUP_PROBE_FAILED",
            "MEMORY_LIMIT_EXCEEDED",
            "MEMORY_LEAK_SUSPECTED",
            "COMMAND_NOT_FOUND",
            "COMMAND_NOT_EXECUTABLE");

    private static final Map<String, Reach> BY_CAUSE = Map.ofEntries(
            Map.entry("REGISTRY_UNREACHABLE", new Reach(Thing.REGISTRY, BOTH)),
            Map.entry("IMAGE_PULL_AUTH", new Reach(Thing.CREDENTIALS, BOTH)),
            Map.entry("IMAGE_PULL_THROTTLED", new Reach(Thing.REGISTRY, BOTH)),
            Map.entry("IMAGE_PULL_TIMEOUT", new Reach(Thing.REGISTRY, BOTH)),
            Map.entry("IMAGE_NOT_FOUND", new Reach(Thing.IMAGE, BOTH)),
            Map.entry("IMAGE_NAME_INVALID", new Reach(Thing.IMAGE, BOTH)),
            Map.entry("IMAGE_CORRUPT", new Reach(Thing.IMAGE, BOTH)),
            Map.entry("IMAGE_PLATFORM_MISMATCH", new Reach(Thing.IMAGE, BOTH)),
            Map.entry("IMAGE_NEVER_PULL", new Reach(Thing.IMAGE, BOTH)),
            Map.entry("SCHEDULER_DOWN", new Reach(Thing.SCHEDULER, BOTH)),
            Map.entry("INSUFFICIENT_RESOURCES", new Reach(Thing.CAPACITY, CLUSTER)),
            Map.entry("UNTOLERATED_TAINT", new Reach(Thing.TAINT, CLUSTER)),
            Map.entry("NO_NODES", new Reach(Thing.NODES, CLUSTER)),
            Map.entry("NODE_UNSCHEDULABLE", new Reach(Thing.NODES, CLUSTER)),
            Map.entry("VOLUME_UNBOUND", new Reach(Thing.STORAGE_CLASS, BOTH)),
            Map.entry("VOLUME_ATTACH_FAILED", new Reach(Thing.PLUGIN, BOTH)),
            Map.entry("VOLUME_MOUNT_FAILED", new Reach(Thing.PLUGIN, BOTH)),
            Map.entry("ADMISSION_WEBHOOK_FAILED", new Reach(Thing.WEBHOOK, BOTH)),
            Map.entry("FINALIZER_PENDING", new Reach(Thing.FINALIZER, BOTH)),
            Map.entry("QUOTA_EXCEEDED", new Reach(Thing.QUOTA, CLUSTER)),
            Map.entry("CONFIGMAP_MISSING", new Reach(Thing.CONFIGMAP, CLUSTER)),
            Map.entry("SECRET_MISSING", new Reach(Thing.SECRET, CLUSTER)),
            Map.entry("VOLUME_CLAIM_MISSING", new Reach(Thing.CLAIM, CLUSTER)),
            Map.entry("SERVICE_ACCOUNT_MISSING", new Reach(Thing.ACCOUNT, CLUSTER)),
            Map.entry("NETWORK_SETUP_FAILED", new Reach(Thing.NETWORK, ALL)),
            Map.entry("SANDBOX_IMAGE_FAILED", new Reach(Thing.NETWORK, ALL)),
            Map.entry("RUNTIME_UNRESPONSIVE", new Reach(Thing.NODE, NODE)),
            Map.entry("CGROUP_DRIVER_MISMATCH", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_LIMIT_REACHED", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_MEMORY_FRAGMENTED", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_MEMORY_PRESSURE", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_DISK_PRESSURE", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_PID_PRESSURE", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_DISK_FULL", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_DISK_ERROR", new Reach(Thing.NODE, NODE)),
            Map.entry("NODE_SHUTDOWN", new Reach(Thing.NODE, NODE)));

    /** These are in a namespace, and of one name in another namespace is another. */
    private static final Set<Thing> NAMESPACED =
            EnumSet.of(Thing.QUOTA, Thing.CONFIGMAP, Thing.SECRET, Thing.CLAIM, Thing.ACCOUNT);

    private InCommon() {}

    /** What fails where its cause does, and how far that may reach. */
    private record Reach(Thing thing, Set<Scope> scopes) {}

    /** @param image of its container; null where not known */
    static List<Shared> of(Incident incident, @Nullable String image) {
        if (incident.kind() == Kind.CLUSTER_SILENT) {
            return List.of(shared(incident, Scope.FLEET, "", Kind.CLUSTER_SILENT.name(), Thing.CONTACT, ""));
        }
        if (incident.kind() == Kind.NODE_LOST) { // its cause is refined as more is known
            return List.of(shared(incident, Scope.CLUSTER, "", Kind.NODE_LOST.name(), Thing.NODES, ""));
        }
        if (incident.scope() != Scope.WORKLOAD) {
            return List.of();
        }
        var reach = BY_CAUSE.get(incident.cause());
        return reach == null ? ofSoftware(incident, image) : of(incident, reach);
    }

    private static List<Shared> of(Incident incident, Reach reach) {
        var all = new ArrayList<Shared>();
        var name = name(incident, reach.thing());
        var node = incident.node();
        if (reach.scopes().contains(Scope.NODE) && node != null) {
            all.add(shared(incident, Scope.NODE, node, incident.cause(), Thing.NODE, node));
        }
        boolean known = !name.isEmpty() || reach.thing().detail().isEmpty();
        for (var scope : List.of(Scope.CLUSTER, Scope.FLEET)) {
            if (known && reach.scopes().contains(scope)) {
                all.add(shared(incident, scope, "", incident.cause(), reach.thing(), name));
            }
        }
        return all;
    }

    private static String name(Incident incident, Thing thing) {
        var detail = incident.causeDetail();
        var name = detail.getOrDefault(thing.detail(), "");
        return switch (thing) {
            case REGISTRY, CREDENTIALS ->
                name.isEmpty() ? ImageName.registryOf(detail.getOrDefault("image", "")) : ImageName.registry(name);
            case IMAGE -> ImageName.full(name);
            default -> NAMESPACED.contains(thing) && !name.isEmpty() ? incident.namespace() + "/" + name : name;
        };
    }

    /**
     * The same container of the same image in several clusters is the same software. Within a cluster one image may be many
     * things, for commands and arguments never leave it; so causes that lie in them, and images made for everybody, are left out.
     */
    private static List<Shared> ofSoftware(Incident incident, @Nullable String image) {
        var name = image == null ? "" : ImageName.full(image);
        if (name.isEmpty() || !RUNNING.contains(incident.kind()) || !OF_SOFTWARE.contains(incident.cause())) {
            return List.of();
        }
        var cause = incident.cause().equals("MEMORY_LEAK_SUSPECTED") ? "MEMORY_LIMIT_EXCEEDED" : incident.cause();
        var fleet = shared(incident, Scope.FLEET, "", cause, Thing.SOFTWARE, name + "/" + incident.container());
        boolean ofCommand = cause.startsWith("COMMAND_");
        if (ofCommand || ImageName.official(name)) {
            return List.of(fleet);
        }
        var exit = incident.causeDetail().getOrDefault("exitCode", "");
        var inCluster = shared(incident, Scope.CLUSTER, "", cause, Thing.SOFTWARE, name + "/" + exit);
        return List.of(inCluster, fleet);
    }

    private static Shared shared(Incident i, Scope scope, String node, String cause, Thing thing, String name) {
        return new Shared(scope, scope == Scope.FLEET ? "" : i.cluster(), node, cause, thing, name);
    }
}
