package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+",
                "(a*)*",
                "(?:a+)+",
                "(?<x>a+)*",
                "((a+)b)+",
                "(a|b)*",
                "(a?b?)+",
                "(a{2,})+",
                "(a+){2,}",
                "(a+){1,100}",
                "([()]+)+",
                "(\\(+)+",
                "(a+?)+",
                "x(\\Qa)\\Eb+)+",
                "([^]]+)+",
                "([[a]b]+)*"
            })
    void repetition_within_repetition_is_found(String pattern) {
        assertThat(nests(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a+",
                "(a+)",
                "(a+)?",
                "(a|b)?",
                "(?:a+)b+",
                "(abc)+",
                "(a+)*+",
                "(a+)++",
                "(a{2})+",
                "(a+){3}",
                "(a+){1,9}",
                "([+*])+",
                "\\(a+\\)+",
                "(\\+)+",
                "(?i)a+",
                "a{2,5}+",
                "(?=a+)b+",
                "x\\Q(a+)+\\E",
                "[]+]+",
                "(ab)*c(d+)"
            })
    void what_is_harmless_is_let_through(String pattern) {
        assertThat(nests(pattern)).isFalse();
    }

    private static boolean nests(String pattern) {
        Pattern.compile(pattern);
        return new Repetition(pattern).nests();
    }
}
