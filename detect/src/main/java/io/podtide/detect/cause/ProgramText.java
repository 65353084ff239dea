package io.podtide.detect.cause;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What programs in containers wrote, among the words of Kubernetes and of the runtime: a termination message (of
 * {@code terminationMessagePath}, or the end of the log), or what a probe or hook has put out. It may name any node, runtime or
 * deadline, and it need not be the pod's own.
 */
final class ProgramText {

    /** Containers that ran and ended: to the kubelet's message of them nobody but the program has a part. */
    private static final Set<String> ALL_OF_IT = Set.of("Error", "Completed", "OOMKilled");

    /** What stands before the output; "probe errored" is followed by the runtime's own words (pkg/kubelet/prober/prober.go). */
    private static final Pattern PROBE = Pattern.compile("^.{0,200}?probe (?:failed|warning)(?=:)", Pattern.DOTALL);

    private static final Pattern HOOK = Pattern.compile("^.{0,2000}?exited with \\d+(?=:)", Pattern.DOTALL);

    private static final Map<String, Pattern> BEFORE_IT = Map.of(
            "Unhealthy", PROBE,
            "ProbeWarning", PROBE,
            "FailedPostStartHook", HOOK,
            "PostStartHookError", HOOK,
            "FailedPreStopHook", HOOK);

    private ProgramText() {}

    /** The rest of a message. */
    static String without(String reason, String message) {
        if (ALL_OF_IT.contains(reason)) {
            return "";
        }
        var before = BEFORE_IT.get(reason);
        if (before == null) {
            return message;
        }
        var found = before.matcher(message);
        return found.find() ? found.group() : message;
    }
}
