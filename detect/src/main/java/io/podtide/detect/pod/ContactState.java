package io.podtide.detect.pod;

import io.podtide.detect.cause.Clue;
import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.PodCondition;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.state.Step;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody hears of the pod's node, as the node lifecycle controller says it of the pod: it sets the condition Ready to
 * False, without the reason that a kubelet would give, and tells it in an Event; all else in the status stays as it last was.
 *
 * <ul>
 *   <li>{@link InTouch} to {@link Lost} by that condition or that Event
 *   <li>{@link Lost} to {@link InTouch} when the pod is Ready again, its kubelet speaks of it, or it is gone
 * </ul>
 */
public sealed interface ContactState {

    /** Node and pod controllers, status and Event: so far apart may the times of one loss be. */
    Duration AT_ONCE = Duration.ofSeconds(10);

    /** Reason of the Event of the node lifecycle controller (pkg/controller/nodelifecycle). */
    String NODE_NOT_READY = "NodeNotReady";

    /** @param before the status before; null where there was none */
    Step<ContactState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before);

    Step<ContactState, SymptomChange> onNote(Scene scene, Instant at);

    /** @param heeded what was said of the node until then is over */
    record InTouch(Instant heeded) implements ContactState {

        /** Nothing was ever said of it. */
        public static final InTouch AS_EVER = new InTouch(Instant.EPOCH);

        @Override
        public Step<ContactState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before) {
            return onNote(scene, scene.status().observedAt());
        }

        @Override
        public Step<ContactState, SymptomChange> onNote(Scene scene, Instant at) {
            var status = scene.status();
            if (status.ended() || status.delivery() == Delivery.DELETED || status.node() == null) {
                return Step.to(this);
            }
            if (!scene.notes().mention(NODE_NOT_READY)) { // as with most pods
                var clue = givenUp(status);
                return clue.isEmpty() ? Step.to(this) : lost(scene, clue.get().at(), clue.get(), at);
            }
            return scene.notes()
                    .of(Set.of(NODE_NOT_READY), heeded.plus(AT_ONCE)) // the Event of what is over may come late
                    .filter(note -> tellsOfNow(note, status, at))
                    .findFirst()
                    .map(note -> lost(scene, note.at(), note.asClue(Stage.TERMINATION), at))
                    .or(() -> givenUp(status).map(clue -> lost(scene, clue.at(), clue, at)))
                    .orElse(Step.to(this));
        }

        /** Ready is False although all containers are ready, and for no reason: a kubelet would give one. */
        private static Optional<Clue> givenUp(PodStatus status) {
            if (!status.holds("ContainersReady") || status.ready()) { // as with most pods
                return Optional.empty();
            }
            return status.condition("Ready")
                    .filter(PodCondition::isFalse)
                    .filter(ready -> ready.reason().isEmpty() && ready.message().isEmpty())
                    .map(ready -> new Clue(
                            Stage.TERMINATION,
                            Sane.since(ready.since(), status),
                            "condition Ready",
                            "",
                            "False though all containers are ready: set by the node controller",
                            1));
        }

        private static Step<ContactState, SymptomChange> lost(Scene scene, Instant since, Clue clue, Instant at) {
            var diagnosis = scene.catalogue()
                    .diagnose(List.of(clue))
                    .orElse(new Diagnosis("NODE_UNREACHABLE", Map.of(), List.of(clue.asEvidence())));
            var how = isAlwaysThere(scene.status()) ? Change.SUSPECTED : Change.ONSET;
            return scene.ruling().watches(Kind.NODE_LOST)
                    ? Step.to(
                            new Lost(since),
                            ofNode(
                                    scene,
                                    how,
                                    at,
                                    Sane.earlier(since, at),
                                    diagnosis,
                                    scene.ruling().cite(Kind.NODE_LOST, "the node controller says so")))
                    : Step.to(new Lost(since));
        }

        /** A node that is taken out of service is shut down with the pods of its DaemonSets and its static pods on it. */
        private static boolean isAlwaysThere(PodStatus status) {
            return status.workload().kind().equals("DaemonSet") || status.mirror();
        }

        /**
         * The Event may come a moment before the status that it tells of; and it is kept for an hour. Of a blip that is over
         * nothing else may be left: a kubelet that lives puts back the condition as it was, with the time that it had.
         */
        private static boolean tellsOfNow(Note note, PodStatus status, Instant now) {
            Optional<PodCondition> ready = status.condition("Ready");
            var changed = ready.map(c -> Sane.since(c.since(), status)).orElse(Instant.EPOCH);
            return ready.filter(PodCondition::isTrue).isPresent()
                    ? !changed.isAfter(note.at()) && !note.at().isBefore(now.minus(AT_ONCE))
                    : Duration.between(changed, note.at()).abs().compareTo(AT_ONCE) <= 0;
        }
    }

    /** @param since when the node controller said so */
    record Lost(Instant since) implements ContactState {
        @Override
        public Step<ContactState, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before) {
            var status = scene.status();
            boolean gone = status.delivery() == Delivery.DELETED || status.ended();
            boolean ready = status.condition("Ready")
                    .filter(PodCondition::isTrue)
                    .filter(c ->
                            isPutBack(before) || Sane.since(c.since(), status).isAfter(since))
                    .isPresent();
            return gone || ready
                    ? found(scene, gone ? Change.GONE : Change.RECOVERED, status.observedAt())
                    : Step.to(this);
        }

        /** Only a kubelet makes it True again, be it with the time of before. */
        private static boolean isPutBack(@Nullable PodStatus before) {
            return before != null
                    && before.condition("Ready").filter(PodCondition::isFalse).isPresent();
        }

        @Override
        public Step<ContactState, SymptomChange> onNote(Scene scene, Instant at) {
            boolean speaks = scene.notes().newestFirst().stream()
                    .anyMatch(note ->
                            note.component().equals("kubelet") && note.at().isAfter(since.plus(AT_ONCE)));
            return speaks ? found(scene, Change.RECOVERED, at) : Step.to(this);
        }

        private Step<ContactState, SymptomChange> found(Scene scene, Change how, Instant at) {
            var said = scene.notes()
                    .of(Set.of(NODE_NOT_READY), since)
                    .map(Note::at)
                    .findFirst()
                    .orElse(since);
            return Step.to(new InTouch(said), ofNode(scene, how, at, since, Diagnosis.NONE, ""));
        }
    }

    /** It is the node that is lost, and the pod is one of those on it. */
    private static SymptomChange ofNode(
            Scene scene, Change change, Instant at, Instant since, Diagnosis diagnosis, String rule) {
        var pod = scene.status().workload();
        var node = scene.status().node() == null ? "" : scene.status().node();
        return scene.change(Symptom.NODE_LOST, change, at, since, null, diagnosis, rule)
                .of(new Workload(pod.cluster(), pod.clusterUid(), "", "Node", node));
    }
}
