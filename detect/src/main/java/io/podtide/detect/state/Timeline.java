package io.podtide.detect.state;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How time brings things about. Whatever comes of something that is followed, what was due before it is dealt with first, so that
 * the outcome does not depend on how often time is told: all trackers ask this before they look at what has come.
 *
 * @param <S> state
 * @param <C> change that is passed on
 */
public final class Timeline<S, C> {

    private final Function<S, Optional<Instant>> deadline;
    private final BiFunction<S, Instant, Step<S, C>> due;

    /**
     * @param deadline when a state wants to be asked again
     * @param due what comes of a state whose deadline has come; its next deadline is later, or it has none
     */
    public Timeline(Function<S, Optional<Instant>> deadline, BiFunction<S, Instant, Step<S, C>> due) {
        this.deadline = deadline;
        this.due = due;
    }

    /**
     * One on which nothing is ever due, for a cluster whose watch is broken: what seems due may have been mended unseen, and what
     * tells of it may be further down the list.
     */
    public static <S, C> Timeline<S, C> thatStands() {
        return new Timeline<>(state -> Optional.empty(), (state, now) -> Step.to(state));
    }

    /** The deadline of two together: the one that is there, or the earlier one. */
    public static Optional<Instant> sooner(Optional<Instant> a, Optional<Instant> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isBefore(a.get())) ? b : a;
    }

    /** Deals with all that is due, in the order of time. */
    public Step<S, C> until(S state, Instant now) {
        var next = deadline.apply(state);
        return next.isEmpty() || next.get().isAfter(now) // most often
                ? Step.to(state)
                : due.apply(state, next.get()).then(then -> until(then, now));
    }
}
