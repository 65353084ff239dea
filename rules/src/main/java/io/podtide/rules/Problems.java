package io.podtide.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every mistake of a file, so that its author mends them in one go. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(int line, String keyPath, String message) {
        found.add(new Problem(line, keyPath, message));
    }

    boolean none() {
        return found.isEmpty();
    }

    List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .distinct() // a node that is aliased is read once for each place
                .toList();
    }
}
