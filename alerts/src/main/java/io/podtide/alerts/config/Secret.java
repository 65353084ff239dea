package io.podtide.alerts.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a credential is, never what it is. It is read anew for every use, so that a rotated one works at once.
 *
 * @param name of the file or of the environment variable; of {@link Source#TEXT} the value itself
 */
public record Secret(Source source, String name) {

    private static final int MOST = 64 * 1024;

    /** Where to look. */
    public enum Source {
        FILE,
        ENV,
        /** Written in the configuration: for URLs that are no secret. */
        TEXT
    }

    public static Secret text(String value) {
        return new Secret(Source.TEXT, value);
    }

    /** @throws IOException for people, without the value, if there is none */
    public String read() throws IOException {
        return switch (source) {
            case TEXT -> name;
            case ENV -> present(System.getenv(name));
            case FILE -> {
                try (var in = Files.newInputStream(Path.of(name))) {
                    yield present(new String(in.readNBytes(MOST), StandardCharsets.UTF_8));
                }
            }
        };
    }

    private String present(@Nullable String value) throws IOException {
        if (value == null || value.isBlank()) {
            throw new IOException("there is none in " + this);
        }
        return value.strip();
    }

    /** Without the value. */
    @Override
    public String toString() {
        return switch (source) {
            case TEXT -> "the configuration";
            case ENV -> "environment variable " + name;
            case FILE -> "file " + name;
        };
    }
}
