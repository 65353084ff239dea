package io.podtide.cli.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessBrokerTest {

    @TempDir
    Path directory;

    @Test
    void keepsItsDataAndItsAddressOverARestart() throws Exception {
        String address;
        try (var broker = InProcessBroker.start(directory)) {
            address = broker.bootstrapServers();
            var client = new BrokerClient(address);
            client.createTopic();
            client.send("ebb", "flow");
        }
        try (var broker = InProcessBroker.start(directory)) {
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            assertThat(new BrokerClient(address).read()).containsExactly("ebb", "flow");
        }
    }

    @Test
    void aSecondOneOnTheSameDirectoryIsRefused() throws Exception {
        try (var first = InProcessBroker.start(directory)) {
            assertThatThrownBy(() -> InProcessBroker.start(directory))
                    .isInstanceOf(BrokerFailure.class)
                    .hasMessage(
                            "the data directory %s is in use by another podtide (process %d); stop it, or choose"
                                    + " another directory",
                            directory, ProcessHandle.current().pid());
            assertThat(new BrokerClient(first.bootstrapServers()).clusterId()).isNotBlank();
        }
    }
}
