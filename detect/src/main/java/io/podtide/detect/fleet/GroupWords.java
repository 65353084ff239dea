package io.podtide.detect.fleet;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.State;
import io.podtide.detect.text.Durations;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;

/** What an incident of several says to people. */
final class GroupWords {

    private static final int NAMED = 3;

    private GroupWords() {}

    /** One sentence: where, how many, what happens, what they share, why. */
    static String summary(Incident parent, Shared shared, List<Incident> children, String explanation) {
        var what = what(parent.kind());
        var how = parent.state() == State.RESOLVED
                ? many(parent, shared, children) + " no longer " + what + ", after " + lasted(parent)
                : many(parent, shared, children) + " " + what;
        var thing = "the same " + shared.thing().words();
        var which = parent.causeDetail().getOrDefault(shared.thing().detail(), shared.name());
        var named = which.isEmpty() || shared.scope() == Scope.NODE ? thing : thing + " " + which;
        var why = parent.state() == State.RESOLVED || explanation.isEmpty() ? "" : ": " + uncapitalised(explanation);
        return where(shared) + how + ", all with " + named + why;
    }

    /** What is counted of them. */
    static String plural(Shared shared, Kind kind) {
        if (shared.scope() == Scope.FLEET) {
            return "clusters";
        }
        return kind == Kind.NODE_LOST ? "nodes" : shared.thing() == Thing.CREDENTIALS ? "namespaces" : "workloads";
    }

    private static String where(Shared shared) {
        return switch (shared.scope()) {
            case NODE -> "Node " + shared.node() + ": ";
            case CLUSTER, WORKLOAD -> "Cluster " + shared.cluster() + ": ";
            case FLEET -> "";
        };
    }

    private static String many(Incident parent, Shared shared, List<Incident> children) {
        var clusters =
                GroupWriter.distinct(children, Incident::cluster) + " clusters" + names(children, Incident::cluster);
        if (parent.kind() == Kind.CLUSTER_SILENT) {
            return clusters;
        }
        boolean nodes = parent.kind() == Kind.NODE_LOST;
        long count = GroupWriter.distinct(children, Incident::subject);
        var things = count + (nodes ? " nodes" : " workloads");
        return shared.scope() == Scope.FLEET ? things + " in " + clusters : things + names(children, GroupWords::name);
    }

    private static String name(Incident child) {
        return child.workload() == null ? String.valueOf(child.node()) : child.namespace() + "/" + child.workload();
    }

    /** The first of them, in the order in which they began to fail. */
    private static String names(List<Incident> children, Function<Incident, String> what) {
        var all = children.stream().map(what).distinct().toList();
        var first = String.join(", ", all.subList(0, Math.min(NAMED, all.size())));
        return " (" + first + (all.size() > NAMED ? " and " + (all.size() - NAMED) + " more" : "") + ")";
    }

    private static String what(Kind kind) {
        return switch (kind) {
            case RESTART_LOOP -> "restart again and again";
            case OOM -> "run out of memory";
            case PENDING -> "have pods that do not start";
            case TERMINATING -> "have pods that do not go away";
            case NOT_READY -> "have pods that do not become ready";
            case EVICTED -> "have pods that the kubelet evicts";
            case NODE_LOST -> "are not heard of";
            case POD_FAILED -> "have pods that fail";
            case CREATE_BLOCKED -> "get no pods";
            case CLUSTER_SILENT -> "are silent";
        };
    }

    private static String lasted(Incident parent) {
        var time = Duration.between(parent.startedAt(), parent.updatedAt()).truncatedTo(ChronoUnit.SECONDS);
        return Durations.text(time.isNegative() ? Duration.ZERO : time);
    }

    private static String uncapitalised(String sentence) {
        var words = sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
        boolean acronym = words.length() > 1 && Character.isUpperCase(words.charAt(1));
        return acronym ? words : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }
}
