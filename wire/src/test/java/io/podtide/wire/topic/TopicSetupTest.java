package io.podtide.wire.topic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.wire.KafkaSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What needs no broker; the rest is tested with one where one is at hand. */
class TopicSetupTest {

    private static final TopicSettings SETTINGS = TopicSettings.keptByTime(1, (short) 1);

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() throws IOException {
        String servers;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            servers = "127.0.0.1:" + socket.getLocalPort();
        }

        assertThatThrownBy(() -> TopicSetup.run(KafkaSettings.of(servers, Map.of()), SETTINGS, Duration.ofSeconds(1)))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessageMatching(
                        "Kafka at " + servers + " did not answer within 1 s when asked to DESCRIBE topic podtide\\..*");
    }

    @Test
    void brokersThatHaveNoAddressAreNamed() {
        var kafka = KafkaSettings.of("no-port", Map.of());

        assertThatThrownBy(() -> TopicSetup.run(kafka, SETTINGS, Duration.ofSeconds(1)))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessage("Cannot connect to Kafka at no-port: Invalid url in bootstrap.servers: no-port");
    }
}
