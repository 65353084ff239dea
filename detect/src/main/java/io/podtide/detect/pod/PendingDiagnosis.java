package io.podtide.detect.pod;

import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.PodCondition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a pod does not start: from what keeps it, and what Events say about it. */
final class PendingDiagnosis {

    private static final String CONTAINER = "container ";

    private static final int EVIDENCE_LIMIT = 4;

    private static final String NO_PULL_SECRET = "FailedToRetrieveImagePullSecret";

    private static final Set<String> IMAGE_EVENTS =
            Set.of("Failed", "BackOff", "ErrImageNeverPull", "InspectFailed", NO_PULL_SECRET, "Pulling");

    /** Said of what is done: none of them tells a cause. */
    private static final Set<String> DONE = Set.of(SetupStep.ATTACHED, SlowPull.PULLED, NewSandbox.CHANGED);

    /** Reasons that say no more than that the container does not run. */
    private static final Set<String> NO_NEWS = Set.of("", "ContainerCreating", "PodInitializing");

    private PendingDiagnosis() {}

    static Diagnosis of(Scene scene, StartTrouble trouble) {
        return switch (trouble.stage()) {
            case UNATTENDED -> unattended(scene);
            case UNSCHEDULABLE -> SchedulingDiagnosis.of(scene);
            case IMAGE, CONFIG_ERROR, SETUP -> fromTexts(scene, trouble);
        };
    }

    /** The newer finding, unless it knows nothing and the older does: Events fall silent while the fault lasts. */
    static Diagnosis better(Diagnosis older, Diagnosis newer) {
        if (older.known() && !newer.known()) {
            return older;
        }
        return newer;
    }

    /**
     * The better one of a pod that still does not start: what is overcome is not kept, and an Event from before the container's
     * own words does not replace them; older kubelets say nothing more while they back off.
     */
    static Diagnosis better(Scene scene, Diagnosis older, Diagnosis newer) {
        if (isOutdated(newer, older)) {
            return older;
        }
        boolean overcome = SlowPull.is(older)
                || (!older.evidence().isEmpty()
                        && SetupStep.overcome(older.evidence().get(0), scene.notes()));
        return overcome ? newer : better(older, newer);
    }

    private static boolean isOutdated(Diagnosis newer, Diagnosis older) {
        if (!older.known() || newer.evidence().isEmpty() || older.evidence().isEmpty()) {
            return false;
        }
        var said = older.evidence().get(0);
        return said.source().startsWith(CONTAINER)
                && newer.evidence().get(0).at().isBefore(said.at());
    }

    private static Diagnosis unattended(Scene scene) {
        var status = scene.status();
        var since = Sane.since(status.createdAt(), status);
        return new Diagnosis(
                "SCHEDULER_DOWN",
                Map.of(),
                List.of(new Evidence(since, "pod", "", "no condition PodScheduled and no Event from a scheduler", 1)));
    }

    private static Diagnosis fromTexts(Scene scene, StartTrouble trouble) {
        var clues = clues(scene, trouble);
        var found = container(clues)
                .flatMap(scene.catalogue()::diagnose)
                .or(() -> trouble.stage() == StartStage.IMAGE
                        ? scene.catalogue().diagnose(answersFirst(clues))
                        : scene.catalogue().weigh(standing(clues, scene)))
                .or(() -> trouble.stage() == StartStage.SETUP
                        ? SlowPull.of(scene.notes(), from(trouble, scene))
                        : Optional.empty());
        var evidence = evidence(clues);
        var detail = new LinkedHashMap<String, String>();
        var container = trouble.container();
        if (container != null && trouble.stage() == StartStage.IMAGE) {
            detail.put("image", container.image());
        }
        found.ifPresent(d -> detail.putAll(d.detail()));
        return found.map(d -> new Diagnosis(d.cause(), detail, merged(d.evidence(), evidence)))
                .orElse(new Diagnosis(Diagnosis.UNKNOWN_CAUSE, detail, evidence));
    }

    /** What the container itself says is what it waits for now; Events may tell of what has been mended since. */
    private static Optional<Clue> container(List<Clue> clues) {
        for (var clue : clues) {
            if (clue.source().startsWith(CONTAINER)) {
                return Optional.of(clue);
            }
        }
        return Optional.empty();
    }

    private static List<Evidence> evidence(List<Clue> clues) {
        var evidence = new ArrayList<Evidence>(EVIDENCE_LIMIT);
        for (var clue : clues) {
            boolean news = !clue.message().isEmpty() || !NO_NEWS.contains(clue.reason());
            if (news && evidence.size() < EVIDENCE_LIMIT) {
                evidence.add(clue.asEvidence());
            }
        }
        return evidence;
    }

    /**
     * What came of the last pull tells why there is no image. That a pull secret is missing explains it only where that says
     * nothing: many pods name one that they do not need.
     */
    private static List<Clue> answersFirst(List<Clue> clues) {
        var sorted = new ArrayList<>(clues);
        sorted.sort(Comparator.comparing(clue -> clue.reason().equals(NO_PULL_SECRET)));
        return sorted;
    }

    private static List<Clue> standing(List<Clue> clues, Scene scene) {
        var standing = new ArrayList<Clue>(clues.size());
        for (var clue : clues) {
            if (!SetupStep.overcome(clue.asEvidence(), scene.notes())) {
                standing.add(clue);
            }
        }
        return standing;
    }

    /** The container's own words first, then what Events say of it, newest first. */
    private static List<Clue> clues(Scene scene, StartTrouble trouble) {
        var stage = trouble.stage().causes();
        var status = scene.status();
        var clues = new ArrayList<Clue>();
        var container = trouble.container();
        if (container != null) {
            var state = container.state();
            // how it ended does not tell why it is not started again
            if (!(state instanceof Terminated)) {
                clues.add(new Clue(
                        stage, status.observedAt(), CONTAINER + container.name(), state.reason(), state.message(), 1));
            }
        }
        var since = from(trouble, scene);
        for (var note : scene.notes().newestFirst()) {
            if (!note.at().isBefore(since)
                    && (container == null || note.concerns(container.name()))
                    && !DONE.contains(note.reason())
                    // a pod that waits here is bound: what was said against that just before is overcome
                    && !SchedulingDiagnosis.TELLING.contains(note.reason())
                    && (stage != Stage.IMAGE || IMAGE_EVENTS.contains(note.reason()))) {
                clues.add(note.asClue(stage));
            }
        }
        status.condition("PodReadyToStartContainers")
                .filter(PodCondition::isFalse)
                .filter(c -> !c.message().isEmpty())
                .ifPresent(c -> clues.add(new Clue(
                        stage, Sane.since(c.since(), status), "condition " + c.type(), c.reason(), c.message(), 1)));
        return clues;
    }

    /** Events have whole seconds. */
    private static Instant from(StartTrouble trouble, Scene scene) {
        return Sane.since(trouble.since(), scene.status()).minusSeconds(1);
    }

    private static List<Evidence> merged(List<Evidence> first, List<Evidence> then) {
        var all = new ArrayList<>(first);
        for (var evidence : then) {
            if (!all.contains(evidence)) {
                all.add(evidence);
            }
        }
        return all;
    }
}
