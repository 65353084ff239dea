package io.podtide.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class LogFormatTest {

    private static final String PROPERTY = "podtide.log.format";

    @AfterEach
    void forget() {
        System.clearProperty(PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--log-format json causes list",
                "causes --log-format=JSON list",
                "causes list --log-format json",
                "trends serve --log-format json --bootstrap-servers kafka:9092"
            })
    void itIsSaidAnywhereOnTheLine(String line) {
        assertThat(formatAfter(line)).isEqualTo(LogFormat.JSON);
        assertThat(System.getProperty(PROPERTY)).as("for logback.xml").isEqualTo("json");
    }

    @Test
    void itIsForPeopleUnlessSomethingElseIsSaid() {
        assertThat(formatAfter("causes list")).isEqualTo(LogFormat.TEXT);
        assertThatThrownBy(() -> formatAfter("causes list --log-format xml"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("TEXT, JSON");
    }

    @Test
    void forPeopleItIsOneLineAfterTheTrace() {
        var err = new StringWriter();
        LogFormat.TEXT.say(new PrintWriter(err), Level.INFO, "one\ntwo\u001b[31m", null);
        assertThat(err.toString()).isEqualTo("one two" + System.lineSeparator());
        LogFormat.TEXT.say(new PrintWriter(err), Level.ERROR, "three", new IllegalStateException("why"));
        assertThat(err.toString())
                .contains("java.lang.IllegalStateException: why")
                .endsWith("three" + System.lineSeparator());
    }

    private static LogFormat formatAfter(String line) {
        var nowhere = new PrintWriter(new StringWriter());
        CommandLine command = Podtide.commandLine(Terminal.of("", Map.of()), nowhere, nowhere, name -> true);
        command.parseArgs(line.split(" ", -1));
        return ((Podtide) command.getCommandSpec().userObject()).verbosity().format();
    }
}
