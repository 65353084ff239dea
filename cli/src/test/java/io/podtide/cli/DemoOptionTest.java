package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --demo} of {@code ingest}, and what else it is told. */
class DemoOptionTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--kubeconfig missing.yaml",
                "--kubeconfig-dir missing",
                "--in-cluster --cluster-name x",
                "--context missing",
                "--all-contexts --kubeconfig missing.yaml"
            })
    void whoNamesAClusterIsNotShownAnother(String options) {
        var demo = directory.resolve("demo.jsonl.gz");

        var run = ingest(demo, options);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("podtide ingest: ").doesNotContain("playing");
        assertThat(demo).doesNotExist();
    }

    private static CommandRun ingest(Path demo, String options) {
        var words = new ArrayList<>(List.of("ingest", "--bootstrap-servers", "127.0.0.1:1", "--demo", demo.toString()));
        words.addAll(List.of(options.split(" ", -1)));
        return podtide(words.toArray(new String[0]));
    }
}
