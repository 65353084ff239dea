package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.observation.ContainerState.Running;
import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.detect.symptom.SymptomChange.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A restart or a kill of one container, or several of which only the count is known.
 *
 * @param began when the failure began that it is the first sign of
 * @param ended the run that ended; null where nothing is known of it
 */
record Occurrence(
        Symptom symptom,
        ContainerStatus container,
        Instant at,
        Instant began,
        int count,
        @Nullable Terminated ended,
        boolean memoryKill,
        Diagnosis diagnosis) {

    /** So many of a jump are told one by one, as many as a rule usually asks for. */
    private static final int SINGLY = 5;

    /** What has happened to a container since it was last accounted for. */
    static List<Occurrence> since(
            ContainerTrack track, ContainerStatus container, Scene scene, @Nullable PodStatus before) {
        int ends = track.endsUntil(container);
        int restarts = track.restartsUntil(container);
        if (ends == 0 && restarts <= 0) { // as with most statuses
            return List.of();
        }
        var occurrences = new ArrayList<Occurrence>();
        var last = container.lastTermination();
        if (container.state() instanceof Terminated now) {
            int earlier = last == null ? 0 : Math.max(0, ends - 1); // they ended as lastState says
            occurrences.addAll(kills(last, earlier, container, scene, before));
            occurrences.addAll(kills(now, ends - earlier, container, scene, before));
        } else {
            occurrences.addAll(kills(last, ends, container, scene, before));
        }
        var run = container.lastTermination();
        if (restarts > 0 && !isBookkeeping(run)) {
            var diagnosis = run != null && MemoryKill.is(run)
                    ? MemoryKill.diagnose(run, container, scene)
                    : RestartDiagnosis.of(run, container, scene);
            var at = happenedAt(runBegan(container), scene.status(), before);
            occurrences.addAll(spread(Symptom.RESTARTS, restarts, at, container, run, diagnosis, scene, before));
        }
        return occurrences;
    }

    /**
     * The kubelet makes up an end, and counts a restart, for a container that it no longer finds when a pod is evicted, and for each
     * that it stops because another has ended in a way that restarts the whole pod.
     */
    private static boolean isBookkeeping(@Nullable Terminated run) {
        return run != null && (run.reason().equals("ContainerStatusUnknown") || isForAnother(run));
    }

    /** The kubelet has stopped it to start all of the pod anew, for what another container did (KEP-5532). */
    static boolean isForAnother(Terminated run) {
        return run.reason().equals("RestartingAllContainers");
    }

    private static List<Occurrence> kills(
            @Nullable Terminated ended, int count, ContainerStatus container, Scene scene, @Nullable PodStatus before) {
        if (ended == null || !MemoryKill.is(ended)) {
            return List.of();
        }
        var at = happenedAt(ended.finishedAt(), scene.status(), before);
        var diagnosis = MemoryKill.diagnose(ended, container, scene);
        return spread(Symptom.OOM_KILLS, count, at, container, ended, diagnosis, scene, before);
    }

    SymptomChange change(Scene scene, Instant streakBegan) {
        return new SymptomChange(
                scene.status().workload(),
                scene.pod(),
                symptom,
                Change.OCCURRED,
                at,
                streakBegan,
                container.name(),
                container.image(),
                count,
                ended == null ? null : ended.lifetime().orElse(null),
                memoryKill,
                diagnosis,
                scene.status().labels(),
                "");
    }

    /** Those that nobody saw one by one are spread over the time in which they happened, so that a gap makes no burst. */
    private static List<Occurrence> spread(
            Symptom symptom,
            int count,
            Instant last,
            ContainerStatus container,
            @Nullable Terminated ended,
            Diagnosis diagnosis,
            Scene scene,
            @Nullable PodStatus before) {
        if (count <= 0) {
            return List.of();
        }
        var status = scene.status();
        boolean memory = ended != null && MemoryKill.is(ended);
        var crashed = ended == null ? last : Sane.past(ended.finishedAt(), last).orElse(last);
        var from = before != null ? before.observedAt() : FirstSight.began(container, count, crashed, status);
        var began = count == 1 ? crashed : Sane.earlier(crashed, from);
        int singly = Math.min(count, SINGLY);
        var gap = Duration.between(Sane.earlier(from, last), last).dividedBy(count);
        var all = new ArrayList<Occurrence>();
        for (int i = singly - 1; i >= 0; i--) {
            int stands = i == 0 ? count - singly + 1 : 1;
            var run = i == 0 ? ended : null; // how long the others had run nobody knows
            all.add(new Occurrence(
                    symptom, container, last.minusMillis(gap.toMillis() * i), began, stands, run, memory, diagnosis));
        }
        return all;
    }

    /** What the status before did not show has happened since, and nothing before the pod was made; whatever the node's clock says. */
    private static Instant happenedAt(@Nullable Instant time, PodStatus status, @Nullable PodStatus before) {
        var at = Sane.since(time, status);
        var earliest =
                before == null ? Sane.past(status.createdAt(), status.observedAt()) : Optional.of(before.observedAt());
        return earliest.map(e -> Sane.later(at, e)).orElse(at);
    }

    /** The start of the run that a restart begins; null where the container has not come to run. */
    private static @Nullable Instant runBegan(ContainerStatus container) {
        return container.state() instanceof Running running
                ? running.startedAt()
                : container.state() instanceof Terminated ended ? ended.startedAt() : null;
    }
}
