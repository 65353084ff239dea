package io.podtide.detect.scenario;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.Cause.Sign;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Stage;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A small catalogue. */
public final class Causes {

    public static final CauseCatalogue FEW = new CauseCatalogue(List.of(
            cause("IMAGE_PULL_THROTTLED", Stage.IMAGE, "pull QPS exceeded"),
            cause("IMAGE_PULL_AUTH", Stage.IMAGE, "image pull secrets|401 Unauthorized"),
            cause("IMAGE_NOT_FOUND", Stage.IMAGE, "code = NotFound|: not found"),
            cause("REGISTRY_UNREACHABLE", Stage.IMAGE, "no such host|i/o timeout"),
            new Cause(
                    "VOLUME_UNBOUND",
                    Set.of(Stage.SCHEDULING, Stage.SETUP),
                    List.of(new Sign(Set.of(), Pattern.compile("unbound immediate PersistentVolumeClaims"))),
                    "It is VOLUME_UNBOUND",
                    "mend VOLUME_UNBOUND",
                    "test"),
            cause("NODE_LIMIT_REACHED", Stage.SETUP, "no space left on device"),
            cause("CONFIGMAP_MISSING", Stage.SETUP, "configmap \"(?<configmap>[^\"]+)\" not found"),
            cause("VOLUME_ATTACH_FAILED", Stage.SETUP, "Multi-Attach error"),
            cause("NETWORK_SETUP_FAILED", Stage.SETUP, "failed to setup network|network is not ready"),
            cause("VOLUME_MOUNT_FAILED", Stage.SETUP, "MountVolume.SetUp failed|Unable to attach or mount"),
            cause("INSUFFICIENT_RESOURCES", Stage.SCHEDULING, "Insufficient (?<resource>\\S+)"),
            cause("POD_ANTI_AFFINITY_MISMATCH", Stage.SCHEDULING, "pods? anti-affinity rules|PodsAntiAffinity"),
            cause("POD_AFFINITY_MISMATCH", Stage.SCHEDULING, "pod affinity|MatchInterPodAffinity"),
            cause("UNTOLERATED_TAINT", Stage.SCHEDULING, "untolerated taint|had taint"),
            cause("LIVENESS_PROBE_FAILED", Stage.RUNNING, "[Ll]iveness probe"),
            cause("POST_START_HOOK_FAILED", Stage.RUNNING, "lifecycle hook.*exited with (?<exitCode>\\d+)"),
            cause("QUOTA_EXCEEDED", Stage.SETUP, "exceeded quota"),
            cause("READINESS_PROBE_FAILED", Stage.RUNNING, "Readiness probe failed"),
            cause("DEADLINE_EXCEEDED", Stage.RUNNING, "longer than"),
            cause("NODE_DELETED", Stage.RUNNING, "node no longer exists"),
            cause("NODE_MEMORY_PRESSURE", Stage.MEMORY, "low on resource: memory"),
            cause("NODE_OUT_OF_MEMORY", Stage.MEMORY, "victim process: (?<command>[^,]+)"),
            cause("KUBELET_STOPPED", Stage.TERMINATION, "Kubelet stopped posting"),
            cause("NODE_UNREACHABLE", Stage.TERMINATION, "Node is not ready"),
            cause("RUNTIME_UNRESPONSIVE", Stage.TERMINATION, "container runtime is down"),
            cause("NODE_SHUTDOWN", Stage.TERMINATION, "node is shutting down"),
            cause("KILL_FAILED", Stage.TERMINATION, "error killing pod"),
            new Cause(
                    "APPLICATION_ERROR",
                    Set.of(Stage.RUNNING),
                    List.of(),
                    "The program ended with an error.",
                    "kubectl logs -n {namespace} {pod} -c {container} --previous",
                    "test"),
            new Cause(
                    "MEMORY_LIMIT_EXCEEDED",
                    Set.of(Stage.MEMORY),
                    List.of(),
                    "It used more memory than its limit",
                    "",
                    "test")));

    private Causes() {}

    private static Cause cause(String id, Stage stage, String pattern) {
        var sign = new Sign(Set.of(), Pattern.compile(pattern));
        return new Cause(id, Set.of(stage), List.of(sign), "It is " + id, "mend " + id, "test");
    }
}
