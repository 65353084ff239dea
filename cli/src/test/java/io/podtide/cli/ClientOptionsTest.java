package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Where the schema registry is taken from. That its address comes from the environment, too, a process shows in RegistryIT. */
class ClientOptionsTest {

    private static final String URL = "schema.registry.url";
    private static final String USER_INFO = "schema.registry.basic.auth.user.info";

    @TempDir
    Path directory;

    private static Map<String, String> settings(Map<String, String> environment, String... words) throws IOException {
        var options = new ClientOptions(environment);
        new CommandLine(options).parseArgs(words);
        return options.settings();
    }

    private String file() throws IOException {
        return Files.writeString(
                        directory.resolve("client.properties"), URL + "=http://file\n" + USER_INFO + "=of:file\n")
                .toString();
    }

    @Test
    void anEmptyNameIsNone() throws IOException {
        assertThat(settings(Map.of("PODTIDE_SCHEMA_REGISTRY_USER_INFO", ""), "--schema-registry", ""))
                .isEmpty();
    }

    @Test
    void theOptionWinsOverTheFileAndAPropertyOverBoth() throws IOException {
        assertThat(settings(Map.of(), "--config", file())).containsEntry(URL, "http://file");
        assertThat(settings(Map.of(), "--config", file(), "--schema-registry", "http://option"))
                .containsEntry(URL, "http://option");
        assertThat(settings(Map.of(), "--schema-registry", "http://option", "-P", URL + "=http://property"))
                .containsEntry(URL, "http://property");
    }

    @Test
    void whoWeAreToItIsInTheEnvironmentOrInTheFile() throws IOException {
        var environment = Map.of("PODTIDE_SCHEMA_REGISTRY_USER_INFO", "of:environment");
        assertThat(settings(environment, "--config", file())).containsEntry(USER_INFO, "of:environment");
        assertThat(settings(environment, "-P", USER_INFO + "=of:property")).containsEntry(USER_INFO, "of:property");
    }

    @Test
    void anotherRegistryIsNotToldThePasswordOfTheOneInTheFile() throws IOException {
        assertThat(settings(Map.of(), "--config", file(), "--schema-registry", "http://option"))
                .doesNotContainKey(USER_INFO);
        assertThat(settings(Map.of(), "--config", file(), "-P", URL + "=http://property"))
                .doesNotContainKey(USER_INFO);
        assertThat(settings(Map.of(), "--config", file(), "--schema-registry", "http://file/"))
                .as("the same")
                .containsEntry(USER_INFO, "of:file");
    }

    @Test
    void credentialsInTheEnvironmentAreOfTheRegistryInEnvironmentOrOption() throws IOException {
        var environment = Map.of("PODTIDE_SCHEMA_REGISTRY_USER_INFO", "of:environment");
        assertThat(settings(environment, "--config", file(), "--schema-registry", "http://option"))
                .containsEntry(URL, "http://option")
                .containsEntry(USER_INFO, "of:environment");
        assertThat(settings(environment, "--schema-registry", "http://option", "-P", URL + "=http://property"))
                .doesNotContainKey(USER_INFO);
        assertThat(settings(environment, "-P", URL + "=http://property"))
                .as("there is no other")
                .containsEntry(USER_INFO, "of:environment");
    }

    @Test
    void aFileThatHoldsThePasswordAloneGivesItToTheRegistryThatIsNamed() throws IOException {
        var file = Files.writeString(directory.resolve("password.properties"), USER_INFO + "=of:file\n");
        assertThat(settings(Map.of(), "--config", file.toString(), "--schema-registry", "http://option"))
                .containsEntry(USER_INFO, "of:file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:hunter2@registry:8081", "https://hunter2@registry/apis/ccompat/v7"})
    void aUserInTheAddressIsRefusedAndNotRepeated(String url) {
        assertThatThrownBy(() -> settings(Map.of(), "--schema-registry", url))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PODTIDE_SCHEMA_REGISTRY_USER_INFO")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void inAFileItIsTaken() throws IOException {
        var file = Files.writeString(directory.resolve("user.properties"), URL + "=http://me:hunter2@registry\n");
        assertThat(settings(Map.of(), "--config", file.toString())).containsEntry(URL, "http://me:hunter2@registry");
    }
}
