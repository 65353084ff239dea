package io.podtide.cli;

import io.podtide.wire.KafkaSettings;
import io.podtide.wire.registry.RegistryAddress;
import io.podtide.wire.registry.SchemaIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: how to talk to Kafka, whichever it is, and to a schema registry. */
@Command
final class ClientOptions {

    private static final Pattern USER_IN_URL = Pattern.compile("//[^/]*@");

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

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            defaultValue = "${env:PODTIDE_SCHEMA_REGISTRY}",
            description = "Take schema ids from this registry (http://registry:8081; of Apicurio"
                    + " http://registry:8080/apis/ccompat/v7). Also PODTIDE_SCHEMA_REGISTRY, with user:password in"
                    + " PODTIDE_SCHEMA_REGISTRY_USER_INFO.")
    private @Nullable String schemaRegistry;

    private final Map<String, String> environment;

    ClientOptions() {
        this(System.getenv());
    }

    ClientOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    KafkaSettings kafka(String bootstrapServers) throws IOException {
        return KafkaSettings.of(bootstrapServers, settings());
    }

    SchemaIds schemaIds() throws IOException {
        return SchemaIds.from(settings());
    }

    /** The file, then environment and option, then single properties: the last wins. */
    Map<String, String> settings() throws IOException {
        var all = file();
        add(all, ofEnvironmentAndOption());
        add(all, properties);
        checkRegistry(all);
        return all;
    }

    /** Credentials are of the registry they are given with: another one that is named over it is not told them. */
    private static void add(Map<String, String> all, Map<String, String> over) {
        var before = all.getOrDefault(RegistryAddress.URL, "");
        var after = over.getOrDefault(RegistryAddress.URL, "");
        if (!before.isBlank() && !after.isBlank() && !isSame(before, after)) {
            all.remove(RegistryAddress.USER_INFO);
        }
        all.putAll(over);
    }

    private static boolean isSame(String before, String after) {
        try {
            return RegistryAddress.of(before.strip(), "")
                    .url()
                    .equals(RegistryAddress.of(after.strip(), "").url());
        } catch (IllegalArgumentException e) {
            return false; // one of them is none, which is said where it matters
        }
    }

    private Map<String, String> ofEnvironmentAndOption() {
        var given = new LinkedHashMap<String, String>();
        putUnlessBlank(given, RegistryAddress.URL, registryWithoutUser());
        putUnlessBlank(
                given, RegistryAddress.USER_INFO, environment.getOrDefault("PODTIDE_SCHEMA_REGISTRY_USER_INFO", ""));
        return given;
    }

    private Map<String, String> file() throws IOException {
        var all = new LinkedHashMap<String, String>();
        if (config != null) {
            var file = new Properties();
            try (var reader = Files.newBufferedReader(config)) {
                file.load(reader);
            }
            file.stringPropertyNames().forEach(key -> all.put(key, file.getProperty(key)));
        }
        return all;
    }

    /** Other users of the machine see an option in its list of processes. */
    private String registryWithoutUser() {
        var url = schemaRegistry == null ? "" : schemaRegistry.strip();
        if (USER_IN_URL.matcher(url).find()) {
            throw new ConfigException("--schema-registry (PODTIDE_SCHEMA_REGISTRY) must not hold a user; that is for"
                    + " PODTIDE_SCHEMA_REGISTRY_USER_INFO, or for the file of --config");
        }
        return url;
    }

    private static void putUnlessBlank(Map<String, String> all, String key, String value) {
        if (!value.isBlank()) {
            all.put(key, value);
        }
    }

    /** Before anything is begun that would meet it. */
    private static void checkRegistry(Map<String, String> all) {
        if (!all.getOrDefault(RegistryAddress.URL, "").isBlank()) {
            try {
                var unusedAddress = RegistryAddress.from(all);
            } catch (IllegalArgumentException e) {
                throw new ConfigException("--schema-registry or " + e.getMessage());
            }
        }
    }
}
