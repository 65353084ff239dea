package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static io.podtide.cli.RecordingFile.aRecording;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {

    @TempDir
    Path directory;

    @Test
    void everyRevisionIsTwoLinesAndTheSummaryIsApart() throws Exception {
        var run = podtide("replay", loop().write(directory, "loop.jsonl").toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith(
                        "2026-11-21T10:01:10Z  OPENED    RESTART_LOOP    eu-1/shop/Pod/cart  APPLICATION_ERROR\n    Pod shop/cart restarts")
                .hasLineCount(2);
        assertThat(run.err())
                .isEqualTo("Played 4 changes of 1 cluster from 2026-11-21T10:00:00Z to 2026-11-21T10:01:10Z:"
                        + " 1 incident, 1 open\n");
    }

    @Test
    void oneLoopTooFewRaisesNothing() throws Exception {
        var file = aRecording().pod(0, 0).pod(20, 1).pod(40, 2).write(directory, "two.jsonl");
        assertThat(podtide("replay", file.toString()))
                .isEqualTo(new CommandRun(
                        0,
                        "",
                        "Played 3 changes of 1 cluster from 2026-11-21T10:00:00Z to 2026-11-21T10:00:40Z:"
                                + " 0 incidents, 0 open\n"));
    }

    @Test
    void aBadLineIsNamedAndTheRestIsPlayed() throws Exception {
        var file = aRecording()
                .pod(0, 0)
                .pod(20, 1)
                .line("{\"observedAt\": soon}")
                .pod(40, 2)
                .pod(70, 3)
                .write(directory, "bad.jsonl");
        var run = podtide("replay", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("OPENED").hasLineCount(2);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith(file + ":3: "),
                        line -> assertThat(line).endsWith(": 1 incident, 1 open; 1 line could not be used"));
    }

    @Test
    void namespacesNarrowItDown() throws Exception {
        var shop = loop().write(directory, "shop.jsonl").toString();
        var bank = loop().in("bank").pod(80, 4).write(directory, "bank.jsonl").toString();
        assertThat(incidents(podtide("replay", shop, bank, "-o", "jsonl", "-n", "shop")))
                .containsExactly("shop");
        assertThat(incidents(podtide("replay", shop, "-o", "jsonl", "-n", "bank,ship")))
                .isEmpty();
        assertThat(incidents(podtide("replay", shop, "-o", "JSONL", "-A"))).containsExactly("shop");
        assertThat(podtide("replay", shop, "-A", "-n", "shop"))
                .matches(run -> run.exitCode() == 2 && run.err().contains("mutually exclusive"));
    }

    @Test
    void rulesDecide() throws Exception {
        var file = loop().write(directory, "loop.jsonl").toString();
        var rules = Files.writeString(
                directory.resolve("rules.yaml"), "rules:\n  restart-loop: {restarts: 4, workload-restarts: 9}\n");
        assertThat(podtide("replay", file, "--rules", rules.toString()).out()).isEmpty();
    }

    @Test
    void whatCannotBeReadAtAllIsAFailure() throws Exception {
        assertThat(podtide("replay", "nowhere.jsonl"))
                .isEqualTo(new CommandRun(3, "", "podtide replay: no such file: nowhere.jsonl\n"));
        var prose = aRecording().line("Dear reader,").write(directory, "prose.txt");
        assertThat(podtide("replay", prose.toString()))
                .matches(run -> run.exitCode() == 3 && run.err().contains("Nothing to play; 1 line could not be used"));
        var empty = aRecording().write(directory, "empty.jsonl");
        assertThat(podtide("replay", empty.toString())).isEqualTo(new CommandRun(0, "", "Nothing to play\n"));
    }

    @Test
    void aSpeedThatIsNoneIsSaid() {
        assertThat(podtide("replay", "--speed", "fast", "x"))
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "podtide replay: Invalid value for option '--speed': 'fast' is no speed: max, 1x, 60x ...;"
                                + " see 'podtide replay --help'\n"));
    }

    private static RecordingFile loop() {
        return aRecording().pod(0, 0).pod(20, 1).pod(40, 2).pod(70, 3);
    }

    private static Stream<String> incidents(CommandRun run) {
        return run.out().lines().map(IncidentJson::parse).map(Incident::namespace);
    }
}
