package io.podtide.cli;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: how to talk to Kafka, whichever it is. */
@Command
final class ClientOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties: kafka.* is passed on to every Kafka client (kafka.security.protocol ...),"
                    + " schema.registry.url names a registry. Keep passwords here, not on the command line.")
    private @Nullable Path config;

    @Option(
            names = {"-P", "--property"},
            paramLabel = "KEY=VALUE",
            description = "One property, as in the file; wins over it.")
    private Map<String, String> properties = new LinkedHashMap<>();

    KafkaSettings kafka(String bootstrapServers) throws IOException {
        return KafkaSettings.of(bootstrapServers, all());
    }

    SchemaIds schemaIds() throws IOException {
        return SchemaIds.from(all());
    }

    private Map<String, String> all() throws IOException {
        var all = new LinkedHashMap<String, String>();
        if (config != null) {
            var file = new Properties();
            try (var reader = Files.newBufferedReader(config)) {
                file.load(reader);
            }
            file.stringPropertyNames().forEach(key -> all.put(key, file.getProperty(key)));
        }
        all.putAll(properties);
        return all;
    }
}
