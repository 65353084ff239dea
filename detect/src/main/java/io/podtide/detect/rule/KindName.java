package io.podtide.detect.rule;

import io.podtide.detect.incident.Incident.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Kinds of incident as people write them, in rules and on pods: {@code restart-loop}. */
public final class KindName {

    private static final String EVERYTHING = "true";

    private KindName() {}

    public static String of(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a pod's {@code podtide.io/ignore} stands for; words that are none of ours say nothing. */
    public static Set<Kind> ignored(Set<String> words) {
        if (words.contains(EVERYTHING)) {
            return EnumSet.allOf(Kind.class);
        }
        var kinds = EnumSet.noneOf(Kind.class);
        words.forEach(word -> parse(word).ifPresent(kinds::add));
        return kinds;
    }

    public static Optional<Kind> parse(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> of(kind).equals(name))
                .findFirst();
    }
}
