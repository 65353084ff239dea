package io.podtide.cli.sets;

import io.podtide.detect.incident.Incident.Kind;
import java.util.Map;
import java.util.Set;

/** What the verdict of each project means for us. */
final class Oracle {

    private static final Set<Kind> ANY = Set.of(Kind.values());

    /** The questions of this set that are about the state of a pod; the others are about logs, latency and names. */
    private static final Map<String, Verdict> HOLMES = Map.ofEntries(
            Map.entry("/11_init_containers/", Verdict.of(Set.of(Kind.RESTART_LOOP), "COMMAND_NOT_FOUND")),
            Map.entry("/02_crashloop_backoff/", Verdict.of(Set.of(Kind.RESTART_LOOP), "COMMAND_NOT_FOUND")),
            Map.entry("/158_slack_chat_correct_date/", Verdict.of(Set.of(Kind.RESTART_LOOP))),
            Map.entry("/21_job_fail_curl", Verdict.of(Set.of(Kind.POD_FAILED))),
            Map.entry("/13a_pending", Verdict.of(Set.of(Kind.PENDING), "NODE_SELECTOR_MISMATCH")),
            Map.entry("/13b_pending", Verdict.of(Set.of(Kind.PENDING), "NODE_SELECTOR_MISMATCH")),
            Map.entry("/54_not_truncated", Verdict.of(Set.of(Kind.PENDING))),
            Map.entry("/65_health_check_followup/", Verdict.none()),
            Map.entry("/02_what_is_wrong_with_pod/", Verdict.of(Set.of(Kind.OOM), "MEMORY_LIMIT_EXCEEDED")),
            Map.entry("/24a_misconfigured_pvc", Verdict.of(Set.of(Kind.PENDING), "VOLUME_UNBOUND")),
            Map.entry("/24b_misconfigured_pvc", Verdict.of(Set.of(Kind.PENDING), "VOLUME_UNBOUND")),
            Map.entry("/09_crashpod/", Verdict.of(Set.of(Kind.RESTART_LOOP))),
            Map.entry("/11_KubePodCrashLooping/", Verdict.of(Set.of(Kind.RESTART_LOOP))),
            Map.entry("/07_job_syntax_error/", Verdict.of(Set.of(Kind.POD_FAILED), "APPLICATION_ERROR")),
            Map.entry("/04_image_pull_backoff/", Verdict.of(Set.of(Kind.PENDING))),
            Map.entry("/05_crashpod/", Verdict.of(Set.of(Kind.RESTART_LOOP), "APPLICATION_ERROR")),
            Map.entry("/12_KubePodNotReady/", Verdict.of(Set.of(Kind.PENDING), "INSUFFICIENT_RESOURCES")),
            Map.entry("/01_oom_kill/", Verdict.of(Set.of(Kind.OOM), "MEMORY_LIMIT_EXCEEDED")));

    private Oracle() {}

    static Verdict verdict(String oracle, String file, String verdict) {
        return switch (oracle) {
            case "argo-cd health" -> argo(verdict);
            case "kstatus" -> kstatus(file, verdict);
            case "troubleshoot clusterPodStatuses" -> troubleshoot(verdict);
            case "backstage detectErrors" ->
                Verdict.of(Set.of(verdict.contains("CrashLoopBackOff") ? Kind.RESTART_LOOP : Kind.PENDING));
            case "holmesgpt expected_output" ->
                HOLMES.entrySet().stream()
                        .filter(e -> file.contains(e.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(Verdict.debatable("the question is not about the state of the pod"));
            default -> throw new AssertionError("an oracle that is not known: " + oracle);
        };
    }

    private static Verdict argo(String verdict) {
        return switch (verdict) {
            case "Healthy" -> Verdict.none();
            case "Degraded" -> Verdict.of(ANY);
            default -> Verdict.debatable("Progressing is said of pods that may never get there, and of crash loops");
        };
    }

    private static Verdict kstatus(String file, String verdict) {
        if (file.endsWith("podCompletedFail.yaml")) {
            return Verdict.debatable(
                    "Current means that its controller is through, not that it went well: phase Failed");
        }
        return switch (verdict) {
            case "Current" -> Verdict.none();
            case "Failed" -> Verdict.of(ANY);
            default -> Verdict.debatable("InProgress is said until a pod is 15 s old, by the time of the test");
        };
    }

    private static Verdict troubleshoot(String verdict) {
        return switch (verdict) {
            case "pass (healthy)" -> Verdict.none();
            case "fail (unhealthy)" -> Verdict.of(ANY);
            case "Pending" -> Verdict.ofLabel("Unschedulable");
            default -> Verdict.ofLabel(verdict);
        };
    }
}
