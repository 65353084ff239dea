package io.podtide.streams.state;

import io.podtide.detect.pod.ContainerTrack;
import io.podtide.detect.pod.Notes;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.PodTrack.Departed;
import io.podtide.detect.pod.PodTrack.Followed;
import io.podtide.detect.pod.PodTrack.HeardOf;
import io.podtide.detect.pod.Restarts;
import io.podtide.detect.pod.Streak;
import io.podtide.schema.PodStanding;
import io.podtide.schema.PodState;
import io.podtide.wire.avro.PodStatusAvro;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroLayout;
import io.podtide.wire.format.AvroOutput;
import io.podtide.wire.format.Symbols;
import java.time.Instant;
import java.util.Objects;

/** {@link PodTrack} as Avro: most of what is kept is one. */
public final class PodStateAvro {

    public static final AvroLayout<PodTrack> LAYOUT =
            new AvroLayout<>(PodState.getClassSchema(), PodStateAvro::write, PodStateAvro::read);

    private static final Symbols<PodStanding> STANDINGS = Symbols.of(PodStanding.values(), PodStanding.values());

    private PodStateAvro() {}

    private static void write(AvroOutput out, PodTrack track) {
        if (track instanceof Followed followed) {
            followed(out, followed);
        } else if (track instanceof HeardOf heard) {
            bare(out, PodStanding.HEARD_OF, heard.at(), heard.notes());
        } else if (track instanceof Departed departed) {
            bare(out, PodStanding.DEPARTED, departed.at(), Notes.NONE);
        } else {
            throw new IllegalArgumentException("nothing is not kept: " + track);
        }
    }

    private static void followed(AvroOutput out, Followed track) {
        STANDINGS.write(out, PodStanding.FOLLOWED);
        out.none(); // at
        PodStatusAvro.write(out.some(), track.status());
        out.each(track.notes().newestFirst(), NotesAvro::write);
        restarts(out, track.restarts());
        PendingAvro.write(out, track.pending());
        PodPartsAvro.write(out, track.readiness());
        LeavingAvro.write(out, track.leaving());
        PodPartsAvro.write(out, track.end());
        PodPartsAvro.write(out, track.contact());
        out.bool(track.well());
    }

    private static void bare(AvroOutput out, PodStanding standing, Instant at, Notes notes) {
        STANDINGS.write(out, standing);
        out.optionalTime(at);
        out.none(); // status
        out.each(notes.newestFirst(), NotesAvro::write);
        restarts(out, Restarts.NONE);
        out.none(); // pending
        out.none(); // readiness
        out.none(); // leaving
        out.none(); // end
        out.none(); // contact
        out.bool(false);
    }

    private static PodTrack read(AvroInput in) {
        var standing = STANDINGS.read(in);
        var at = in.optionalTime();
        var status = in.optional(PodStatusAvro::read);
        var notes = NotesAvro.read(in);
        var restarts = new Restarts(in.eachByName(PodStateAvro::container), streak(in), streak(in));
        var pending = PendingAvro.read(in);
        var readiness = PodPartsAvro.readiness(in);
        var leaving = LeavingAvro.read(in);
        var end = PodPartsAvro.end(in);
        var contact = PodPartsAvro.contact(in);
        var well = in.bool();
        return switch (standing) {
            case HEARD_OF -> new HeardOf(notes, Objects.requireNonNullElse(at, Instant.EPOCH));
            case DEPARTED -> new Departed(Objects.requireNonNullElse(at, Instant.EPOCH));
            case FOLLOWED ->
                new Followed(
                        Objects.requireNonNull(status, "a pod that is followed has a status"),
                        notes,
                        restarts,
                        pending,
                        readiness,
                        leaving,
                        end,
                        contact,
                        well);
        };
    }

    private static void restarts(AvroOutput out, Restarts restarts) {
        out.each(restarts.containers(), PodStateAvro::container);
        streak(out, restarts.restarting());
        streak(out, restarts.killed());
    }

    private static void container(AvroOutput out, ContainerTrack track) {
        out.number(track.restartCount());
        out.number(track.endedRun());
    }

    private static ContainerTrack container(AvroInput in) {
        return ContainerTrack.of(in.small(), in.small());
    }

    private static void streak(AvroOutput out, Streak streak) {
        if (streak instanceof Streak.Since since) {
            out.some().time(since.began()).time(since.last());
        } else {
            out.none();
        }
    }

    private static Streak streak(AvroInput in) {
        return in.isNull() ? Streak.None.INSTANCE : new Streak.Since(in.time(), in.time());
    }
}
