package io.podtide.detect.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One step: the state that follows, and what came of it.
 *
 * @param <S> state
 * @param <C> change that is passed on
 */
public record Step<S, C>(S state, List<C> changes) {

    public Step {
        changes = List.copyOf(changes);
    }

    /** A state of which nothing comes. */
    public static <S, C> Step<S, C> to(S state) {
        return new Step<>(state, List.of());
    }

    /** A state of which one thing comes. */
    public static <S, C> Step<S, C> to(S state, C change) {
        return new Step<>(state, List.of(change));
    }

    /**
     * The same step, with that of a part of its state; what comes of both, in order.
     *
     * @param put the state with another part; the very same where the part is
     */
    @SuppressWarnings("ReferenceEquality") // most often it is the very same, and nothing is made anew
    public <P> Step<S, C> with(Step<P, C> part, BiFunction<S, P, S> put) {
        var next = put.apply(state, part.state());
        if (part.changes().isEmpty()) {
            return next == state ? this : new Step<>(next, changes);
        }
        return new Step<>(next, joined(changes, part.changes()));
    }

    /** The same step, with another step made from its state; what comes of both, in order. */
    public <T> Step<T, C> then(Function<? super S, Step<T, C>> next) {
        var second = next.apply(state);
        return changes.isEmpty() ? second : new Step<>(second.state(), joined(changes, second.changes()));
    }

    /** The same state with another form of the changes. */
    public Step<S, C> each(UnaryOperator<C> form) {
        if (changes.isEmpty()) {
            return this;
        }
        var formed = new ArrayList<>(changes);
        formed.replaceAll(form);
        return new Step<>(state, formed);
    }

    /** The same changes with another form of the state. */
    public <T> Step<T, C> map(Function<? super S, T> form) {
        return new Step<>(form.apply(state), changes);
    }

    private static <C> List<C> joined(List<C> first, List<C> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
