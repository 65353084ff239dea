package io.podtide.trends.query;

import java.util.List;

/** A question that cannot be asked so. */
public final class BadQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    BadQuestionException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** Of one problem. */
    public static BadQuestionException of(String problem) {
        return new BadQuestionException(List.of(problem));
    }

    /** All that is wrong, each for people and with the name of the parameter. */
    public List<String> problems() {
        return problems;
    }
}
