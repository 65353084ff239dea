package io.podtide.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects every mistake of a file, so that its author mends them in one go. */
public final class Problems {

    private final List<Problem> found = new ArrayList<>();

    public void add(int line, String keyPath, String message) {
        found.add(new Problem(line, keyPath, message));
    }

    public boolean none() {
        return found.isEmpty();
    }

    public List<Problem> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Problem::line))
                .distinct() // a node that is aliased is read once for each place
                .toList();
    }
}
