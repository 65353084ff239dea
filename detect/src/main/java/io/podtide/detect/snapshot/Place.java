package io.podtide.detect.snapshot;

import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.Workload;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Whose place a pod can take within its workload: of most workloads all pods are alike, but no other pod does the work of one that
 * has a node, an ordinal or an index of its own.
 */
final class Place {

    /** What the API server appends to a name that it makes (k8s.io/apiserver/pkg/storage/names). */
    private static final Pattern MADE = Pattern.compile("-[^-]*$");

    private static final String RUN_AND_INDEX = "-\\d+-(\\d+)";

    private Place() {}

    static boolean isSame(PodStatus one, PodStatus other) {
        return switch (one.workload().kind()) {
            case "DaemonSet" -> Objects.equals(one.node(), other.node());
            case "StatefulSet" -> one.name().equals(other.name());
            case "Job" -> withoutEnd(one).equals(withoutEnd(other));
            case "CronJob" -> index(one).equals(index(other));
            default -> true;
        };
    }

    /** Of an Indexed Job with the index in it, of any other the same for all of its pods (pkg/controller/job). */
    private static String withoutEnd(PodStatus pod) {
        return MADE.matcher(pod.name()).replaceFirst("");
    }

    /** Empty unless its Job is Indexed; each run of a CronJob has all of them anew. */
    private static String index(PodStatus pod) {
        Workload cronJob = pod.workload();
        var matcher =
                Pattern.compile(Pattern.quote(cronJob.name()) + RUN_AND_INDEX).matcher(withoutEnd(pod));
        return matcher.matches() ? matcher.group(1) : "";
    }
}
