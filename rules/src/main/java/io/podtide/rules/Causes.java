package io.podtide.rules;

import io.podtide.detect.cause.CauseCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The catalogue of causes that comes with Podtide, {@code causes.yaml} beside this class. */
public final class Causes {

    private Causes() {}

    /** Read once; safe to share between threads. */
    public static CauseCatalogue builtIn() {
        return BuiltIn.CATALOGUE;
    }

    static String text() {
        try (var in = Causes.class.getResourceAsStream("causes.yaml")) {
            if (in == null) {
                throw new IllegalStateException("causes.yaml is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class BuiltIn {
        /** Its examples are tried in the build, not at every start. */
        static final CauseCatalogue CATALOGUE =
                CatalogueReader.read(text(), CauseCatalogue.EMPTY, false).orThrow();
    }
}
