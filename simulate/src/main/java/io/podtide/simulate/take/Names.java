package io.podtide.simulate.take;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The recorded names that others stand for, each found as a whole word: {@code web} in {@code web-5d4} and in "pod web", not in
 * {@code website}.
 *
 * @param parts by the number that {@link Cast#name} is asked for
 */
record Names(List<String> parts, Pattern words) {

    static Names of(List<String> parts) {
        // The longest first, or a pod's name would be found as that of its workload.
        var words = parts.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![A-Za-z0-9])(?:", ")(?![A-Za-z0-9])"));
        return new Names(List.copyOf(parts), Pattern.compile(words));
    }

    Matcher in(String text) {
        return words.matcher(text);
    }

    int part(String name) {
        return parts.indexOf(name);
    }
}
