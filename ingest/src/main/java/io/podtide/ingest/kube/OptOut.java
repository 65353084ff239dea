package io.podtide.ingest.kube;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the owner of a pod does not want to hear of: {@code podtide.io/ignore} as a label, an annotation or both. Its value is
 * {@code true}, or kinds such as {@code restart-loop.oom}; a label can have no comma, so that points part them too.
 */
final class OptOut {

    static final String KEY = "podtide.io/ignore";

    /** Only these words leave the cluster, whatever else stands there. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{1,30}");

    private static final Pattern BETWEEN = Pattern.compile("[.,;\\s]+");

    /** There are ten kinds. */
    private static final int MOST = 16;

    private OptOut() {}

    static Set<String> of(ObjectMeta meta) {
        var annotations = meta.annotations();
        return Stream.of(meta.label(KEY), annotations == null ? "" : annotations.ignore())
                .flatMap(BETWEEN::splitAsStream)
                .map(word -> word.toLowerCase(Locale.ROOT).replace('_', '-'))
                .filter(word -> WORD.matcher(word).matches() && !word.equals("false"))
                .limit(MOST)
                .collect(Collectors.toUnmodifiableSet());
    }
}
