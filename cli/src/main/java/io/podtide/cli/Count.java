package io.podtide.cli;

import java.util.Locale;

/** Numbers of things in sentences. */
final class Count {

    private Count() {}

    /** {@code 1 line}, {@code 1,234 lines}. */
    static String of(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
