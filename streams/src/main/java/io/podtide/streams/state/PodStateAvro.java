package io.podtide.streams.state;

import io.podtide.detect.pod.ContainerTrack;
import io.podtide.detect.pod.LeavingState;
import io.podtide.detect.pod.PendingState;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTrack.Departed;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.pod.PodTrack.HeardOf;
import io.podtide.detect.pod.Restarts;
import io.podtide.detect.pod.StartStage;
import io.podtide.detect.pod.Streak;
import io.podtide.schema.ContainerTrackState;
import io.podtide.schema.LeavingTrackState;
import io.podtide.schema.PendingTrackState;
import io.podtide.schema.PodStanding;
import io.podtide.schema.PodState;
import io.podtide.schema.StreakState;
import io.podtide.wire.avro.DiagnosisAvro;
import io.podtide.wire.avro.PodStatusAvro;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link PodTrack} as Avro. */
public final class PodStateAvro {

    private PodStateAvro() {}

    public static PodState toAvro(PodTrack track) {
        if (track instanceof Followed followed) {
            return toAvro(followed);
        }
        if (track instanceof HeardOf heard) {
            return bare(PodStanding.HEARD_OF, heard.at(), NotesAvro.toAvro(heard.notes()));
        }
        if (track instanceof Departed departed) {
            return bare(PodStanding.DEPARTED, departed.at(), List.of());
        }
        throw new IllegalArgumentException("nothing is not kept: " + track);
    }

    public static PodTrack fromAvro(PodState avro) {
        var at = avro.getAt() == null ? Instant.EPOCH : avro.getAt();
        return switch (avro.getStanding()) {
            case HEARD_OF -> new HeardOf(NotesAvro.fromAvro(avro.getNotes()), at);
            case DEPARTED -> new Departed(at);
            case FOLLOWED -> followed(avro);
        };
    }

    private static PodState bare(PodStanding standing, Instant at, List<io.podtide.schema.NoteState> notes) {
        return new PodState(standing, at, null, notes, Map.of(), null, null, null, null, null, null, null, false);
    }

    private static PodState toAvro(Followed track) {
        return new PodState(
                PodStanding.FOLLOWED,
                null,
                PodStatusAvro.toAvro(track.status()),
                NotesAvro.toAvro(track.notes()),
                containers(track.restarts()),
                toAvro(track.restarts().restarting()),
                toAvro(track.restarts().killed()),
                toAvro(track.pending()),
                PodPartsAvro.toAvro(track.readiness()),
                toAvro(track.leaving()),
                PodPartsAvro.toAvro(track.end()),
                PodPartsAvro.toAvro(track.contact()),
                track.well());
    }

    private static Followed followed(PodState avro) {
        var containers = new TreeMap<String, ContainerTrack>();
        avro.getContainers()
                .forEach((name, c) -> containers.put(name, new ContainerTrack(c.getRestartCount(), c.getEndedRun())));
        return new Followed(
                PodStatusAvro.fromAvro(Objects.requireNonNull(avro.getStatus(), "a pod that is followed has a status")),
                NotesAvro.fromAvro(avro.getNotes()),
                new Restarts(containers, fromAvro(avro.getRestarting()), fromAvro(avro.getKilled())),
                fromAvro(avro.getPending()),
                PodPartsAvro.fromAvro(avro.getReadiness()),
                fromAvro(avro.getLeaving()),
                PodPartsAvro.fromAvro(avro.getEnd()),
                PodPartsAvro.fromAvro(avro.getContact()),
                avro.getWell());
    }

    private static Map<String, ContainerTrackState> containers(Restarts restarts) {
        var avro = new TreeMap<String, ContainerTrackState>();
        restarts.containers()
                .forEach((name, c) -> avro.put(name, new ContainerTrackState(c.restartCount(), c.endedRun())));
        return avro;
    }

    private static @Nullable StreakState toAvro(Streak streak) {
        return streak instanceof Streak.Since since ? new StreakState(since.began(), since.last()) : null;
    }

    private static Streak fromAvro(@Nullable StreakState avro) {
        return avro == null ? new Streak.None() : new Streak.Since(avro.getBegan(), avro.getLast());
    }

    private static @Nullable PendingTrackState toAvro(PendingState pending) {
        if (pending instanceof PendingState.Waiting w) {
            return new PendingTrackState(
                    w.stage().name(), w.since(), w.seen(), w.suspected(), DiagnosisAvro.toAvro(w.diagnosis()));
        }
        return pending instanceof PendingState.Stuck s
                ? new PendingTrackState(s.stage().name(), s.since(), null, true, DiagnosisAvro.toAvro(s.diagnosis()))
                : null;
    }

    private static PendingState fromAvro(@Nullable PendingTrackState avro) {
        if (avro == null) {
            return new PendingState.Fine();
        }
        var stage = StartStage.valueOf(avro.getStage());
        var diagnosis = DiagnosisAvro.fromAvro(avro.getDiagnosis());
        return avro.getSeen() == null
                ? new PendingState.Stuck(stage, avro.getSince(), diagnosis)
                : new PendingState.Waiting(stage, avro.getSince(), avro.getSeen(), avro.getSuspected(), diagnosis);
    }

    private static @Nullable LeavingTrackState toAvro(LeavingState leaving) {
        if (leaving instanceof LeavingState.Leaving l) {
            return new LeavingTrackState(l.since(), l.seen(), l.inTouch(), null);
        }
        return leaving instanceof LeavingState.Stuck s
                ? new LeavingTrackState(s.since(), null, Instant.EPOCH, DiagnosisAvro.toAvro(s.diagnosis()))
                : null;
    }

    private static LeavingState fromAvro(@Nullable LeavingTrackState avro) {
        if (avro == null) {
            return new LeavingState.Staying();
        }
        return avro.getDiagnosis() == null
                ? new LeavingState.Leaving(
                        avro.getSince(), avro.getSeen() == null ? avro.getSince() : avro.getSeen(), avro.getInTouch())
                : new LeavingState.Stuck(avro.getSince(), DiagnosisAvro.fromAvro(avro.getDiagnosis()));
    }
}
