package io.podtide.cli;

import io.podtide.cli.history.AnswerFormat;
import io.podtide.trends.query.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code podtide trends QUESTION}; what the question is asked with is added by {@link TrendsCommand}. */
@Command
final class TrendsQuestionCommand implements Callable<Integer> {

    private final Question question;

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final HistoryOptions history = new HistoryOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}")
    private AnswerFormat format = AnswerFormat.TABLE;

    TrendsQuestionCommand(Question question) {
        this.question = question;
    }

    @Override
    public Integer call() throws Exception {
        try (var source = history.open(console)) {
            var answer = source.ask(question, values());
            format.print(answer, console.output());
            if (answer.next() != null) {
                console.note("there is more: --after " + answer.next());
            }
        }
        return ExitCode.DONE;
    }

    private Map<String, List<String>> values() {
        var values = new LinkedHashMap<String, List<String>>();
        for (var parameter : question.parameters()) {
            var option = spec == null ? null : spec.findOption("--" + parameter);
            if (option != null && option.getValue() instanceof List<?> given) {
                var texts = new ArrayList<String>();
                given.forEach(value -> texts.add(String.valueOf(value)));
                values.put(parameter.toString(), texts);
            }
        }
        return values;
    }
}
