package io.podtide.cli.e2e;

import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;

/** The broker that its project ships. */
record KafkaInContainer(KafkaContainer container) implements TestKafka {

    private static final String IMAGE = "apache/kafka:4.3.1";

    static TestKafka start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return skip("no Docker engine answers");
        }
        // A recording from a machine whose clock is ahead is taken all the same, as our own broker does.
        @SuppressWarnings("resource") // closed with what is returned
        var container = new KafkaContainer(IMAGE).withEnv("KAFKA_LOG_MESSAGE_TIMESTAMP_AFTER_MAX_MS", "31622400000");
        try {
            container.getDockerImageName();
        } catch (ContainerFetchException e) {
            return skip("the image " + IMAGE + " is not here and cannot be fetched");
        }
        container.start();
        return new KafkaInContainer(container);
    }

    /** On the console as well: test reports keep the reasons to themselves. */
    private static TestKafka skip(String reason) {
        System.err.println("SKIPPED, -Dpodtide.kafka=container: " + reason);
        return Assumptions.abort(reason);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
