package io.podtide.rules;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a file: its value, or all that is wrong with it.
 *
 * @param value there if and only if there are no problems
 * @param problems in the order of their lines
 */
public record Reading<T>(Optional<T> value, List<Problem> problems) {

    public Reading {
        problems = List.copyOf(problems);
        if (value.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("either a value or problems");
        }
    }

    public static <T> Reading<T> of(T value) {
        return new Reading<>(Optional.of(value), List.of());
    }

    public static <T> Reading<T> failed(Problems problems) {
        return new Reading<>(Optional.empty(), problems.inOrder());
    }

    /** The value of a file that must be right, such as one of our own. */
    public T orThrow() {
        return value.orElseThrow(() -> new IllegalStateException(problems.toString()));
    }
}
