package io.podtide.cli.sets;

import static io.podtide.detect.incident.Incident.Kind.OOM;
import static io.podtide.detect.incident.Incident.Kind.PENDING;
import static io.podtide.detect.incident.Incident.Kind.POD_FAILED;
import static io.podtide.detect.incident.Incident.Kind.RESTART_LOOP;

import io.podtide.detect.cause.Stage;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.rules.Causes;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an incident of a pod must be.
 *
 * @param kinds empty: there must be none
 * @param causes any of these; empty: any
 * @param debatable why none, or one of these kinds, are both good
 */
record Verdict(Set<Kind> kinds, Set<String> causes, String debatable) {

    private static final Verdict NONE = new Verdict(Set.of(), Set.of(), "");

    private static final Verdict NOT_SAID = new Verdict(
            Set.of(Kind.values()), Set.of(), "the object shows no error, and not for how long it has been so");

    /** By the words of {@code labels.tsv}; {@code expected_verdicts.tsv} uses some of them too. */
    private static final Map<String, Verdict> BY_LABEL = Map.ofEntries(
            Map.entry("Healthy", NONE),
            Map.entry("Completed", NONE),
            Map.entry("Running(restarted)", NONE),
            Map.entry("CrashLoopBackOff", of(Set.of(RESTART_LOOP))),
            Map.entry("Init:CrashLoopBackOff", of(Set.of(RESTART_LOOP))),
            Map.entry("Init:RunContainerError", of(Set.of(RESTART_LOOP), "COMMAND_NOT_FOUND")),
            Map.entry("Error(exited)", of(Set.of(RESTART_LOOP), "APPLICATION_ERROR")),
            Map.entry("OOMKilled", of(Set.of(OOM), "MEMORY_LIMIT_EXCEEDED")),
            Map.entry("Failed:Error", of(Set.of(POD_FAILED, RESTART_LOOP), "APPLICATION_ERROR")),
            Map.entry("ImagePullBackOff", at(Stage.IMAGE)),
            Map.entry("ErrImagePull", at(Stage.IMAGE)),
            Map.entry("CreateContainerConfigError", of(Set.of(PENDING), "CONFIGMAP_MISSING")),
            Map.entry("Unschedulable", at(Stage.SCHEDULING)),
            Map.entry("ContainerCreating", NOT_SAID),
            Map.entry("PodInitializing", NOT_SAID),
            Map.entry("Initializing", NOT_SAID),
            Map.entry("NotReady(probe)", NOT_SAID),
            Map.entry(
                    "Terminating",
                    new Verdict(Set.of(Kind.TERMINATING), Set.of(), "its grace period has just passed")));

    static Verdict ofLabel(String label) {
        var verdict = BY_LABEL.get(label);
        if (verdict == null) {
            throw new AssertionError("no verdict for the label " + label);
        }
        return verdict;
    }

    static Verdict of(Set<Kind> kinds, String... causes) {
        return new Verdict(kinds, Set.of(causes), "");
    }

    static Verdict none() {
        return NONE;
    }

    static Verdict debatable(String why) {
        return new Verdict(Set.of(Kind.values()), Set.of(), why);
    }

    /** A pod that does not start, for one of the causes of a stage. */
    private static Verdict at(Stage stage) {
        var causes = Causes.builtIn().causes().stream()
                .filter(c -> c.stages().contains(stage))
                .map(c -> c.id())
                .toArray(String[]::new);
        return of(Set.of(PENDING), causes);
    }

    boolean accepts(List<Incident> incidents) {
        if (incidents.isEmpty()) {
            return kinds.isEmpty() || !debatable.isEmpty();
        }
        return incidents.size() == 1
                && kinds.contains(incidents.get(0).kind())
                && (causes.isEmpty() || causes.contains(incidents.get(0).cause()));
    }
}
