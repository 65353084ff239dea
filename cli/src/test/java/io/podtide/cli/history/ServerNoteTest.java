package io.podtide.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerNoteTest {

    private static final URI ONE = URI.create("http://localhost:8080");
    private static final URI OTHER = URI.create("http://localhost:18080");

    @TempDir
    Path directory;

    private String database;

    @BeforeEach
    void name() {
        database = directory.resolve("history.duckdb").toString();
    }

    @Test
    void itIsThereUntilItIsClosed() throws Exception {
        try (var note = ServerNote.write(database, ONE)) {
            assertThat(note).isNotNull();
            assertThat(ServerNote.read(database)).contains(ONE);
        }
        assertThat(ServerNote.read(database)).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void whoReadsItWhileItIsWrittenReadsItWhole() throws Exception {
        ServerNote.write(database, ONE);
        var writes = CompletableFuture.runAsync(() -> {
            try {
                for (int i = 0; i < 2_000; i++) {
                    ServerNote.write(database, i % 2 == 0 ? OTHER : ONE);
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        while (!writes.isDone()) {
            assertThat(Files.readString(directory.resolve("history.duckdb.url")))
                    .isIn(ONE.toString(), OTHER.toString());
        }
        writes.join();
    }

    @Test
    void anEmptyOneNamesNobody() throws Exception {
        Files.createFile(directory.resolve("history.duckdb.url"));

        assertThat(ServerNote.read(database)).isEmpty();
    }
}
