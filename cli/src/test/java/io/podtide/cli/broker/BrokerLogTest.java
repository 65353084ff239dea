package io.podtide.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLogTest {

    private static final Instant STARTED = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void theNewestErrorSinceTheStartIsWhatHappened() throws Exception {
        log("""
                2026-11-20T09:00:00.000Z ERROR LogManager an error of yesterday
                2026-11-21T10:00:01.000Z WARN  SocketServer a warning
                2026-11-21T10:00:02.000Z ERROR LogManager No space left on device
                java.io.IOException: No space left on device
                	at java.base/sun.nio.ch.FileDispatcherImpl.write0(Native Method)
                2026-11-21T10:00:03.000Z INFO  KafkaRaftServer shutting down
                """);
        assertThat(BrokerLog.lastError(directory, STARTED)).isEqualTo("LogManager No space left on device");
    }

    @Test
    void withoutAnErrorItIsTheNewestLine() throws Exception {
        log("""
                2026-11-20T09:00:00.000Z ERROR LogManager an error of yesterday
                2026-11-21T10:00:01.000Z WARN  SocketServer a warning
                """);
        assertThat(BrokerLog.lastError(directory, STARTED)).isEqualTo("SocketServer a warning");
    }

    @Test
    void anOldLogTellsNothing() throws Exception {
        log("2026-11-20T09:00:00.000Z ERROR LogManager an error of yesterday\n");
        assertThat(BrokerLog.lastError(directory, STARTED)).isEqualTo("nothing in the log");
    }

    @Test
    void noLogIsSaid() {
        assertThat(BrokerLog.lastError(directory, STARTED)).isEqualTo("no readable log");
    }

    private void log(String text) throws Exception {
        Files.writeString(BrokerLog.file(directory), text);
    }
}
