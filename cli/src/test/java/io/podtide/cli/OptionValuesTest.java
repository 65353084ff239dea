package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that cannot be meant is the user's mistake, said in a line that names the option, before anything is begun. */
class OptionValuesTest {

    /** Nobody listens there: a command that went so far would say so, with another exit code. */
    private static final String NOWHERE = "127.0.0.1:1";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            streams                     | --standbys      | -1        | a whole number from 0 to 100
            streams                     | --standbys      | many      | a whole number from 0 to 100
            streams                     | --threads       | 0         | a whole number from 1 to 1000
            streams                     | --threads       | -2        | a whole number from 1 to 1000
            streams                     | --threads       | 9999999999 | a whole number from 1 to 1000
            streams                     | --partitions    | 0         | a whole number from 1 to 10000
            streams                     | --registry-port | 70000     | a whole number from 0 to 65535
            streams                     | --http-port     | -1        | a whole number from 0 to 65535
            ingest                      | --partitions    | -3        | a whole number from 1 to 10000
            ingest                      | --partitions    | 1000000   | a whole number from 1 to 10000
            ingest                      | --partitions    | 1.5       | a whole number from 1 to 10000
            ingest                      | --replication   | 0         | a whole number from 1 to 32767, or -1
            ingest                      | --replication   | -2        | a whole number from 1 to 32767, or -1
            ingest                      | --replication   | 40000     | a whole number from 1 to 32767, or -1
            ingest                      | --http-port     | 65536     | a whole number from 0 to 65535
            trends serve                | --port          | 65536     | a whole number from 0 to 65535
            """)
    void aNumberThatCannotBeMeant(String command, String option, String value, String what) {
        var run = podtide((command + " --bootstrap-servers " + NOWHERE + ' ' + option + ' ' + value).split(" ", -1));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("podtide " + command + ": Invalid value for option '" + option + "': '" + value + "' is not "
                        + what + "; see 'podtide " + command + " --help'\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up --registry-port 65536",
                "up --history-port -1",
                "up --speed 0x",
                "up --speed -1x",
                "up --speed fast",
                "replay x.jsonl --speed 9999999x",
                "diagnose - --at yesterday",
                "ingest --bootstrap-servers 127.0.0.1:1 --http-address nowhere.invalid",
                "ingest --bootstrap-servers 127.0.0.1:1 --name-by colour",
                "ingest --bootstrap-servers 127.0.0.1:1 --lease-namespace ../default",
                "ingest --bootstrap-servers 127.0.0.1:1 --lease-namespace shop --lease-name a/b",
                "streams --bootstrap-servers 127.0.0.1:1 --application-id a/b",
                "streams --bootstrap-servers 127.0.0.1:1 --registry-port 0 --registry-address nowhere.invalid",
                "streams --bootstrap-servers 127.0.0.1:1 --schema-registry registry:8081",
                "rules show --bootstrap-servers 127.0.0.1:1 --schema-registry http://me:word@registry:8081",
                "trends serve --bootstrap-servers 127.0.0.1:1 --keep occurrences=0d",
                "trends serve --bootstrap-servers 127.0.0.1:1 --keep occurrences=-1d",
                "trends serve --bootstrap-servers 127.0.0.1:1 --keep occurrences=9999999d",
                "trends serve --bootstrap-servers 127.0.0.1:1 --keep everything=1d",
                "rules backtest x.yaml --bootstrap-servers 127.0.0.1:1 --from -1d",
                "rules backtest x.yaml --bootstrap-servers 127.0.0.1:1 --to soon"
            })
    void anotherValueThatCannotBeMeant(String line) {
        var option = "";
        var run = podtide((line + (line.startsWith("up") ? " --data-dir " + directory : "")).split(" ", -1));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).hasLineCount(1);
        for (var word : line.split(" ", -1)) { // it is the last option that is wrong, and named
            option = word.startsWith("--") ? word : option;
        }
        assertThat(run.err()).contains(option);
    }
}
