package io.podtide.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: the token of the API. Never on the command line, which other users of the machine can read. */
@Command
final class TokenOptions {

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the token that the API asks for. Also PODTIDE_API_TOKEN.")
    private @Nullable Path file;

    /** Null where there is none. */
    @Nullable
    String token() throws IOException {
        if (file != null) {
            return Files.readString(file).strip();
        }
        var token = System.getenv("PODTIDE_API_TOKEN");
        return token == null || token.isBlank() ? null : token.strip();
    }
}
