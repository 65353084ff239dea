package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.SchedulerMessage;
import io.podtide.detect.cause.SchedulerMessage.Clause;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.PodCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Why no node takes a pod: the scheduler's message, cause by cause. Of each node it names the first filter that failed, and filters
 * run in a fixed order: taints and node affinity before ports, resources, volumes, spread. Nodes that fail at a later one are those
 * that the pod was meant for, so they tell the cause; nodes that fail at the earlier ones may be no business of the pod. Among
 * equals, what speaks against most nodes comes first.
 */
final class SchedulingDiagnosis {

    /** Filters that say which nodes a pod is meant for (pkg/scheduler/framework/plugins/registry.go and their order). */
    private static final Set<String> WHICH_NODES =
            Set.of("UNTOLERATED_TAINT", "NODE_UNSCHEDULABLE", "NODE_SELECTOR_MISMATCH", "NODE_AFFINITY_MISMATCH");

    /** What autoscalers say of the pod; evidence, but in other words than the scheduler's. */
    private static final Set<String> ABOUT_SCALING = Set.of("NotTriggerScaleUp", "TriggeredScaleUp", "Nominated");

    /** Events about a pod that is to be bound yet. */
    static final Set<String> TELLING = Set.of("FailedScheduling", "NotTriggerScaleUp", "TriggeredScaleUp", "Nominated");

    /** By pod affinity or anti-affinity, it does not say which. */
    private static final Pattern OTHER_PODS = Pattern.compile("affinity/anti-affinity|MatchInterPodAffinity");

    private static final Pattern WHICH_PODS = Pattern.compile("(?:pod |anti-)affinity rules|AffinityRulesNotMatch");

    private static final int ALL_NODES = 1_000_000;

    /** Of what nobody can read, as the words of a plugin of somebody's own: it says more than what speaks against nodes anyway. */
    private static final long UNREAD = 1;

    private SchedulingDiagnosis() {}

    static Diagnosis of(Scene scene) {
        var status = scene.status();
        var evidence = new ArrayList<Evidence>();
        status.condition("PodScheduled")
                .filter(PodCondition::isFalse)
                .ifPresent(c -> evidence.add(new Evidence(
                        Sane.since(c.since(), status), "condition PodScheduled", c.reason(), c.message(), 1)));
        scene.notes()
                .of(TELLING, Instant.EPOCH)
                .limit(3)
                .forEach(note -> evidence.add(new Evidence(
                        note.at(),
                        note.component().isEmpty() ? "Event" : "Event " + note.component(),
                        note.reason(),
                        note.message(),
                        note.count())));
        return evidence.stream()
                .filter(e -> !e.message().isEmpty() && !ABOUT_SCALING.contains(e.reason()))
                .findFirst()
                .map(e -> read(scene, SchedulerMessage.parse(e.message()), evidence))
                .orElse(new Diagnosis(Diagnosis.UNKNOWN_CAUSE, Map.of(), evidence));
    }

    private static Diagnosis read(Scene scene, SchedulerMessage message, List<Evidence> evidence) {
        var unread = message.nodes() == 0 ? "NO_NODES" : Diagnosis.UNKNOWN_CAUSE;
        var cause = unread;
        var detail = new LinkedHashMap<String, String>();
        long most = -1;
        for (var clause : once(message.clauses())) {
            var match = scene.catalogue().match(Stage.SCHEDULING, "", clause.text());
            long weight = match.map(m -> weight(clause, m.cause().id())).orElse(UNREAD);
            if (weight > most) {
                most = weight;
                cause = match.map(m -> m.cause().id()).orElse(unread);
                detail.clear();
                match.ifPresent(m -> detail.putAll(m.detail()));
            }
        }
        if (message.nodes() >= 0) {
            detail.put("nodes", Integer.toString(message.nodes()));
            detail.put("against", inWords(message.clauses()));
        }
        return new Diagnosis(cause, detail, evidence);
    }

    /**
     * Without what is told twice: until Kubernetes 1.20 a node that fails by pod affinity or anti-affinity has a reason that names
     * both, and one that says which.
     */
    private static List<Clause> once(List<Clause> clauses) {
        var rest = clauses.stream()
                .filter(c -> !OTHER_PODS.matcher(c.text()).find())
                .toList();
        if (rest.size() == clauses.size()) { // most often
            return clauses;
        }
        boolean told = rest.stream().anyMatch(c -> WHICH_PODS.matcher(c.text()).find());
        return told ? rest : clauses;
    }

    /** What speaks against the pod as a whole speaks against all nodes. */
    private static long weight(Clause clause, String cause) {
        if (clause.count() == 0) {
            return Long.MAX_VALUE;
        }
        boolean controlPlane = clause.text().contains("node-role.kubernetes.io/")
                || clause.text().contains("CriticalAddonsOnly");
        if (controlPlane) {
            return 0; // wanted on every cluster
        }
        return WHICH_NODES.contains(cause) ? UNREAD + clause.count() : (long) ALL_NODES + clause.count();
    }

    private static String inWords(List<Clause> clauses) {
        return String.join(
                ", ",
                clauses.stream()
                        .map(c -> c.count() == 0
                                ? c.text()
                                : c.count() + " " + c.text().replaceFirst("^node\\(s\\) (had|were) ", ""))
                        .toList());
    }
}
