package io.podtide.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.SchedulerMessage;
import io.podtide.detect.cause.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Old and new wordings of the components that speak in Events and statuses. */
class WordingsTest {

    @TestFactory
    Stream<DynamicTest> each_is_read_as_its_cause() throws IOException {
        try (var in = requireNonNull(WordingsTest.class.getResourceAsStream("wordings.txt"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", 4))
                    .map(part -> DynamicTest.dynamicTest(part[3], () -> {
                        var stage = Stage.valueOf(part[0].toUpperCase(Locale.ROOT));
                        assertThat(read(stage, part[1], part[3].replace("\\n", "\n")))
                                .containsAnyElementsOf(List.of(part[2].split(",")));
                    }));
        }
    }

    private static List<String> read(Stage stage, String reason, String message) {
        var texts = stage == Stage.SCHEDULING
                ? SchedulerMessage.parse(message).clauses().stream().map(c -> c.text())
                : Stream.of(message);
        return texts.flatMap(text -> Causes.builtIn().match(stage, reason, text).stream())
                .map(match -> match.cause().id())
                .toList();
    }
}
