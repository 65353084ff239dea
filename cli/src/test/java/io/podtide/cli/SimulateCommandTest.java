package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    @TempDir
    Path directory;

    @Test
    void aRecordingAndItsTruthAreWritten() throws Exception {
        var file = directory.resolve("fleet.jsonl.gz");
        var truth = directory.resolve("truth.tsv");
        var run = podtide(
                "simulate",
                "--clusters",
                "2",
                "--pods",
                "20",
                "--nodes",
                "3",
                "--daemon-sets",
                "0",
                "--for",
                "2h",
                "--failures",
                "60",
                "--from",
                "2027-03-01T06:00:00Z",
                "--out",
                file.toString(),
                "--truth",
                truth.toString());
        assertThat(run.err())
                .contains("2 clusters from 2027-03-01T06:00:00Z to 2027-03-01T08:00:00Z")
                .contains("of truth");
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readAllLines(truth))
                .hasSizeGreaterThan(5)
                .allSatisfy(row -> assertThat(row.split("\t", -1)).hasSize(18));
        var replayed = podtide("replay", file.toString(), "-o", "jsonl");
        assertThat(replayed.exitCode()).isZero();
        assertThat(replayed.out()).contains("sim-0001").contains("sim-0002");
        assertThat(replayed.err()).doesNotContain("could not be used");
    }

    @Test
    void inAFleetOfTheDefaultsSomethingFails() throws Exception {
        var truth = directory.resolve("truth.tsv");
        for (int seed = 1; seed <= 5; seed++) {
            var run = podtide(
                    "simulate",
                    "--seed",
                    Integer.toString(seed),
                    "--out",
                    directory.resolve("f.jsonl").toString(),
                    "--truth",
                    truth.toString());
            assertThat(run.err()).contains("3 clusters").doesNotContain("nothing failed");
            assertThat(Files.readAllLines(truth)).anyMatch(row -> row.split("\t", -1)[4].equals("yes"));
        }
    }

    @Test
    void itGoesSomewhereAndToOnePlace() {
        assertThat(podtide("simulate").exitCode()).isEqualTo(2);
        assertThat(podtide("simulate", "--out", "f", "--bootstrap-servers", "localhost:1")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void whatIsAboutKafkaIsRefusedForAFile() {
        for (var option : new String[][] {{"--speed", "1x"}, {"--partitions", "3"}, {"--replication", "1"}}) {
            var file = directory.resolve("f.jsonl").toString();
            var run = podtide("simulate", option[0], option[1], "--out", file);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains(option[0] + " is about Kafka");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aFutureThatKafkaDoesNotTakeIsRefusedBeforeAnythingIsWritten() {
        var run = podtide("simulate", "--from", "0s", "--for", "1d", "--bootstrap-servers", "localhost:1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--from").contains("--speed 1x").doesNotContain("\tat ");
    }

    @Test
    void whereNothingFailedItSaysSo() {
        var file = directory.resolve("f.jsonl").toString();
        var run = podtide("simulate", "--clusters", "1", "--pods", "2", "--for", "1m", "--out", file);
        assertThat(run.err()).contains("nothing failed");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void absurdSizesAreRefusedInALine() {
        for (var option : new String[][] {
            {"--clusters", "0"},
            {"--pods", "-1"},
            {"--nodes", "x"},
            {"--daemon-sets", "101"},
            {"--for", "0s"},
            {"--activity", "-1"},
            {"--failures", "NaN"},
            {"--fleet-failures", "-1"}
        }) {
            var run = podtide(
                    "simulate",
                    option[0],
                    option[1],
                    "--out",
                    directory.resolve("f.jsonl").toString());
            assertThat(run.exitCode()).as(option[0]).isEqualTo(2);
            assertThat(run.err()).contains(option[0]).doesNotContain("\tat ");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void twoClustersAreNoFleetToFail() {
        var file = directory.resolve("f.jsonl").toString();
        var run = podtide("simulate", "--clusters", "2", "--fleet-failures", "4", "--out", file);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--fleet-failures").contains("3 --clusters");
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        var file = directory.resolve("no/fleet.jsonl");
        var run = podtide("simulate", "--clusters", "1", "--pods", "1", "--out", file.toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains(file.toString()).hasLineCount(1);
    }
}
