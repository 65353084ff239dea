package io.podtide.simulate.fleet;

import io.podtide.simulate.fleet.Showing.Told;
import io.podtide.simulate.take.Step;
import io.podtide.simulate.take.Step.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;

/** One cluster as its watchers see it. */
final class Stage {

    /** {@code --event-ttl} of the API server, an hour by default, in milliseconds. */
    private static final long EVENT_TTL = 3_600_000;

    private final String cluster;
    private final Agenda agenda;
    private final Set<Showing> shown = new LinkedHashSet<>();
    private final Queue<Line> lines = new ArrayDeque<>();
    /** Deleted while nobody saw it. */
    private final List<Told> gone = new ArrayList<>();

    private boolean silent;

    Stage(String cluster, Agenda agenda) {
        this.cluster = cluster;
        this.agenda = agenda;
    }

    String cluster() {
        return cluster;
    }

    /** From now on its steps are told when their time comes. */
    void show(Showing showing) {
        shown.add(showing);
        plan(showing);
    }

    /** It is there, and has nothing to tell before {@link #resume}. */
    void place(Showing showing) {
        shown.add(showing);
    }

    /** More has become known of one that had nothing to tell. */
    void resume(Showing showing) {
        plan(showing);
    }

    private void plan(Showing showing) {
        if (showing.hasNext()) {
            agenda.plan(showing.next(), () -> tell(showing));
        }
    }

    private void tell(Showing showing) {
        var told = showing.tell();
        if (!silent) {
            lines.add(line(told, told.at(), false));
        } else if (told.type() == Step.Type.DELETED) {
            gone.add(told);
        }
        if (showing.hasNext()) {
            plan(showing);
        } else if (told.type() == Step.Type.DELETED) {
            shown.remove(showing);
        }
    }

    /** The watch says that it has told all up to then. */
    void bookmark(long at) {
        if (!silent) {
            lines.add(Showing.bookmark(cluster, at));
        }
    }

    /** Nobody sees what happens, until the next list. */
    void silence() {
        silent = true;
    }

    /**
     * All that is there, one after the other, since a fleet's list is larger than anybody wants to hold; then what is no longer
     * there, as an ingestor tells it that finds it missing.
     */
    Iterator<Line> list(long at) {
        silent = false;
        var missing = List.copyOf(gone);
        gone.clear();
        return Stream.concat(
                        shown.stream()
                                .flatMap(showing -> showing.present().stream())
                                .filter(told -> told.step().kind() != Kind.EVENT || told.at() > at - EVENT_TTL)
                                .map(told -> listed(told, at)),
                        missing.stream().map(told -> line(told, at, true)))
                .iterator();
    }

    private Line listed(Told told, long at) {
        return new Line(Instant.ofEpochMilli(at), cluster, Line.Type.ADDED, true, told.object());
    }

    Queue<Line> lines() {
        return lines;
    }

    private Line line(Told told, long at, boolean listed) {
        return new Line(
                Instant.ofEpochMilli(at), cluster, Line.Type.valueOf(told.type().name()), listed, told.object());
    }
}
