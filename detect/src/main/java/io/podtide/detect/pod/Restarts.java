package io.podtide.detect.pod;

import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.ContainerStatus.Role;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.state.Step;
import io.podtide.detect.state.Timeline;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Restarts and out-of-memory kills of a pod's containers. They are counted from {@code restartCount} alone: Events are dropped
 * and repeated, and states are too short to be seen. What happens to a pod that is being deleted is no failure.
 *
 * @param containers by name
 * @param restarting restarts that belong together
 * @param killed out-of-memory kills that belong together
 */
public record Restarts(Map<String, ContainerTrack> containers, Streak restarting, Streak killed) {

    public static final Restarts NONE = new Restarts(Map.of(), Streak.None.INSTANCE, Streak.None.INSTANCE);

    public Restarts {
        containers = Map.copyOf(containers);
    }

    Step<Restarts, SymptomChange> onStatus(Scene scene, @Nullable PodStatus before) {
        Map<String, ContainerTrack> tracks = containers; // a status may leave a container out for a while
        var occurrences = new ArrayList<Occurrence>();
        for (var container : scene.status().containers()) {
            if (container.role() == Role.EPHEMERAL) {
                continue;
            }
            var known = track(container, scene, before);
            if (!scene.status().leaving()) {
                occurrences.addAll(Occurrence.since(known, container, scene, before));
            }
            var next = known.aheadOf(container) ? known : known.upTo(container);
            if (!next.equals(tracks.get(container.name()))) { // most often it is
                tracks = with(tracks, container.name(), next);
            }
        }
        occurrences.addAll(FailedRun.of(scene, before));
        if (occurrences.isEmpty() && tracks.equals(containers)) { // as with most statuses
            return onTime(scene, scene.status().observedAt());
        }
        occurrences.sort(Comparator.comparing(Occurrence::at)); // stable: the containers' own order otherwise
        var restarts = restarting;
        var kills = killed;
        var changes = new ArrayList<SymptomChange>();
        for (var occurrence : occurrences) {
            if (occurrence.symptom() == Symptom.RESTARTS) {
                var struck = restarts.struck(occurrence.at(), occurrence.began());
                changes.add(occurrence.change(scene, struck.began()));
                restarts = struck;
                // whatever ended the run before: a pod that goes on to be restarted has not got over its kills
                kills = occurrence.memoryKill() ? kills : kills.lasting(occurrence.at());
            } else {
                var struck = kills.struck(occurrence.at(), occurrence.began());
                changes.add(occurrence.change(scene, struck.began()));
                kills = struck;
            }
        }
        return new Step<>(new Restarts(tracks, restarts, kills), changes)
                .then(next -> next.onTime(scene, scene.status().observedAt()));
    }

    private static Map<String, ContainerTrack> with(
            Map<String, ContainerTrack> tracks, String name, ContainerTrack track) {
        var changed = new HashMap<>(tracks);
        changed.put(name, track);
        return changed;
    }

    /** A container seen for the first time is history, but for what must have happened just now. */
    private ContainerTrack track(ContainerStatus container, Scene scene, @Nullable PodStatus before) {
        var known = containers.get(container.name());
        if (known == null) {
            return FirstSight.track(container, scene);
        }
        if (before != null && isOlder(scene.status(), before)) {
            return known; // its kubelet will tell again what has been counted
        }
        return known.aheadOf(container) ? ContainerTrack.caughtUpWith(container) : known;
    }

    /** The API server has been restored from a backup, and shows a state of before. */
    private static boolean isOlder(PodStatus status, PodStatus before) {
        return status.resourceVersion() >= 0 && status.resourceVersion() < before.resourceVersion();
    }

    Step<Restarts, SymptomChange> onTime(Scene scene, Instant now) {
        if (restarting instanceof Streak.None && killed instanceof Streak.None) {
            return Step.to(this);
        }
        return restarting
                .settle(scene, Symptom.RESTARTS, now)
                .then(restarts -> killed.settle(scene, Symptom.OOM_KILLS, now)
                        .map(kills -> new Restarts(containers, restarts, kills)));
    }

    /** Until then restarts may go on; empty where there were none lately. */
    Optional<Instant> calmFrom(Scene scene) {
        var last = restarting instanceof Streak.Since since ? since.last() : null;
        if (killed instanceof Streak.Since since
                && (last == null || since.last().isAfter(last))) {
            last = since.last();
        }
        return last == null
                ? Optional.empty()
                : Optional.of(last.plus(scene.ruling().rules().restartLoop().clearAfter()));
    }

    Optional<Instant> deadline(Scene scene) {
        return Timeline.sooner(restarting.deadline(scene), killed.deadline(scene));
    }
}
