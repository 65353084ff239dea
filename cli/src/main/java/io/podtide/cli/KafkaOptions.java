package io.podtide.cli;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Mixin: which Kafka, and how to talk to it. */
@Command
final class KafkaOptions {

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT,...",
            required = true,
            defaultValue = "${env:PODTIDE_BOOTSTRAP_SERVERS}",
            description = "Kafka's brokers. Also PODTIDE_BOOTSTRAP_SERVERS.")
    private String bootstrapServers = "";

    @Mixin
    private final ClientOptions client = new ClientOptions();

    KafkaSettings kafka() throws IOException {
        return client.kafka(bootstrapServers);
    }

    Topics topics() throws IOException {
        return Topics.of(schemaIds());
    }

    SchemaIds schemaIds() throws IOException {
        return client.schemaIds();
    }
}
