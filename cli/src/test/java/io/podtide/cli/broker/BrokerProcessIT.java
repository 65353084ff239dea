package io.podtide.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessIT {

    @TempDir
    Path directory;

    @Test
    void keepsItsDataOverARestartAndRefusesASecondOneMeanwhile() throws Exception {
        try (var broker = BrokerProcess.start(directory)) {
            var client = new BrokerClient(broker.bootstrapServers());
            client.createTopic();
            client.send("ebb", "flow");
            assertThatThrownBy(() -> BrokerProcess.start(directory))
                    .isInstanceOf(BrokerFailure.class)
                    .hasMessage(
                            "the data directory %s is in use by another podtide (process %d); stop it, or choose"
                                    + " another directory",
                            directory, broker.pid());
        }
        try (var broker = BrokerProcess.start(directory)) {
            assertThat(new BrokerClient(broker.bootstrapServers()).read()).containsExactly("ebb", "flow");
        }
    }

    @Test
    void aKilledOneIsNoticedAndItsDataStays() throws Exception {
        try (var broker = BrokerProcess.start(directory)) {
            var client = new BrokerClient(broker.bootstrapServers());
            client.createTopic();
            client.send("ebb");
            assertThat(broker.death()).isNotDone();

            handle(broker).destroyForcibly();

            assertThat(broker.death().get(30, TimeUnit.SECONDS))
                    .hasMessageStartingWith("the broker has ended by itself: ")
                    .hasMessageEndingWith(" (log: " + directory.resolve("broker.log") + ")");
        }
        try (var broker = BrokerProcess.start(directory)) {
            assertThat(new BrokerClient(broker.bootstrapServers()).read()).containsExactly("ebb");
        }
    }

    @Test
    void outlivesCtrlCUntilItsParentIsDone() throws Exception {
        ProcessHandle process;
        try (var broker = BrokerProcess.start(directory)) {
            process = handle(broker);
            process.destroy();

            assertThat(new BrokerClient(broker.bootstrapServers()).clusterId()).isNotBlank();
            assertThat(broker.death()).isNotDone();
        }
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSaidInOneLine() throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> BrokerProcess.start(file.resolve("data")))
                .isInstanceOf(BrokerFailure.class)
                .hasMessageStartingWith("cannot use the data directory " + file.resolve("data") + ": ")
                .message()
                .doesNotContain("\n");
    }

    private static ProcessHandle handle(BrokerProcess broker) {
        return ProcessHandle.of(broker.pid()).orElseThrow();
    }
}
