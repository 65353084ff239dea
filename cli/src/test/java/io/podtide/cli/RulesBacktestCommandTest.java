package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static io.podtide.cli.RecordingFile.aRecording;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesBacktestCommandTest {

    @TempDir
    Path directory;

    private String recording;

    @BeforeEach
    void record() throws IOException {
        recording = aRecording()
                .pod(0, 0)
                .pod(20, 1)
                .pod(40, 2)
                .pod(70, 3)
                .pod(120, 4)
                .write(directory, "loop.jsonl")
                .toString();
    }

    @Test
    void rulesThatWaitLongerAreLater() throws Exception {
        assertThat(podtide("rules", "backtest", rules("{restarts: 4, workload-restarts: 9}"), "--recording", recording))
                .isEqualTo(new CommandRun(0, """
                        CHANGE   KIND           SUBJECT              CAUSE               OPENED BEFORE          OPENED NOW             MOVED
                        MOVED    RESTART_LOOP   eu-1/shop/Pod/cart   APPLICATION_ERROR   2026-11-21T10:01:10Z   2026-11-21T10:02:00Z   opens 50s later
                        """, "1 incident before, 1 now: 0 gained, 0 lost, 1 moved\n"));
    }

    @Test
    void rulesThatForgiveMakeItGo() throws Exception {
        var lax = rules("{restarts: 9, workload-restarts: 9}");
        assertThat(podtide("rules", "backtest", lax, "--recording", recording).out())
                .contains("LOST     RESTART_LOOP   eu-1/shop/Pod/cart", "never");
        var strict = rules("{restarts: 3}");
        assertThat(podtide("rules", "backtest", strict, "--against", lax(), "--recording", recording)
                        .out())
                .contains("GAINED   RESTART_LOOP   eu-1/shop/Pod/cart");
    }

    @Test
    void theSameRulesChangeNothing() throws Exception {
        assertThat(podtide("rules", "backtest", rules("{restarts: 3}"), "--recording", recording))
                .isEqualTo(new CommandRun(0, "", "1 incident before, 1 now: 0 gained, 0 lost, 0 moved\n"));
    }

    private String lax() throws IOException {
        return Files.writeString(
                        directory.resolve("lax.yaml"), "rules:\n  restart-loop: {restarts: 9, workload-restarts: 9}\n")
                .toString();
    }

    private String rules(String restartLoop) throws IOException {
        return Files.writeString(directory.resolve("rules.yaml"), "rules:\n  restart-loop: " + restartLoop + "\n")
                .toString();
    }
}
