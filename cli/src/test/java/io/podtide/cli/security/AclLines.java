package io.podtide.cli.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.tools.AclCommand;

/** The lines of {@code docs/security.md} that begin with {@code kafka-acls.sh}, run as they stand there by Kafka's own tool. */
record AclLines(List<String> lines) {

    private static final Path DOCUMENT = Path.of("..", "docs", "security.md");

    /** Those for one principal. */
    static AclLines of(String principal) throws IOException {
        var lines = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("kafka-acls.sh "))
                .filter(line -> line.contains(" --allow-principal User:" + principal + ' '))
                .toList();
        assertThat(lines).as("lines for " + principal).isNotEmpty();
        return new AclLines(lines);
    }

    /** For another principal. */
    AclLines to(String from, String other) {
        return new AclLines(lines.stream()
                .map(line -> line.replace("User:" + from + ' ', "User:" + other + ' '))
                .toList());
    }

    /** Without what it says of one topic. */
    AclLines without(String topic) {
        return new AclLines(lines.stream()
                .map(line -> line.replace(" --topic " + topic, ""))
                .toList());
    }

    void run(String bootstrapServers, Path adminProperties) {
        for (var line : lines) {
            var real = line.replace("kafka:9093", bootstrapServers)
                    .replace("admin.properties", adminProperties.toString());
            AclCommand.main(Arrays.stream(real.split(" +", -1)).skip(1).toArray(String[]::new));
        }
    }
}
