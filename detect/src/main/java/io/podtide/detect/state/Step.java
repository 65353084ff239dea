package io.podtide.detect.state;

import java.util.ArrayList;
import java.util.List;
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

    /** The same step, with another step made from its state; what comes of both, in order. */
    public <T> Step<T, C> then(Function<? super S, Step<T, C>> next) {
        var second = next.apply(state);
        if (changes.isEmpty()) {
            return second;
        }
        var all = new ArrayList<>(changes);
        all.addAll(second.changes());
        return new Step<>(second.state(), all);
    }

    /** The same state with another form of the changes. */
    public Step<S, C> each(UnaryOperator<C> form) {
        return changes.isEmpty()
                ? this
                : new Step<>(state, changes.stream().map(form).toList());
    }

    /** The same changes with another form of the state. */
    public <T> Step<T, C> map(Function<? super S, T> form) {
        return new Step<>(form.apply(state), changes);
    }
}
