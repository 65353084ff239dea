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
import org.jspecify.annotations.Nullable;

/**
 * A restart or a kill of one container, or several of which only the count is known.
 *
 * @param began when the failure began that it is the first sign of
 * @param ended the run before it; null where nothing is known of it
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
        var occurrences = new ArrayList<Occurrence>();
        var ended = ContainerTrack.newestTermination(container);
        if (ended != null && MemoryKill.is(ended)) {
            int kills = track.endsUntil(container);
            var at = Sane.past(ended.finishedAt(), scene.status().observedAt())
                    .orElse(scene.status().observedAt());
            var diagnosis = MemoryKill.diagnose(ended, container, scene);
            occurrences.addAll(spread(Symptom.OOM_KILLS, kills, at, container, ended, diagnosis, scene, before));
        }
        int restarts = track.restartsUntil(container);
        var run = container.lastTermination();
        if (restarts > 0 && !isBookkeeping(run)) {
            var diagnosis = run != null && MemoryKill.is(run)
                    ? MemoryKill.diagnose(run, container, scene)
                    : RestartDiagnosis.of(run, container, scene);
            var at = restartedAt(container, scene.status());
            occurrences.addAll(spread(Symptom.RESTARTS, restarts, at, container, run, diagnosis, scene, before));
        }
        return occurrences;
    }

    /** The kubelet makes up an end, and counts a restart, for a container that it no longer finds when a pod is evicted. */
    private static boolean isBookkeeping(@Nullable Terminated run) {
        return run != null && run.reason().equals("ContainerStatusUnknown");
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
                ended == null || count > 1 ? null : ended.lifetime().orElse(null),
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
            int stands = i == singly - 1 ? count - singly + 1 : 1;
            all.add(new Occurrence(
                    symptom, container, last.minusMillis(gap.toMillis() * i), began, stands, ended, memory, diagnosis));
        }
        return all;
    }

    /** The start of the run that a restart begins; the observation's time where the container has not come to run. */
    private static Instant restartedAt(ContainerStatus container, PodStatus status) {
        @Nullable
        Instant start = container.state() instanceof Running running
                ? running.startedAt()
                : container.state() instanceof Terminated ended ? ended.startedAt() : null;
        return Sane.past(start, status.observedAt()).orElse(status.observedAt());
    }
}
