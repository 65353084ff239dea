package io.podtide.cli.history;

import io.podtide.cli.print.Columns;
import io.podtide.cli.print.Output;
import io.podtide.cli.print.PlainText;
import io.podtide.trends.query.Answer;
import io.podtide.trends.query.AnswerText;
import io.podtide.trends.query.Column;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code -o} of questions. */
public enum AnswerFormat {
    TABLE,
    WIDE,
    JSON,
    CSV;

    /** Of single incidents a table shows what fits beside each other. */
    private static final Set<String> WIDE_ONLY = Set.of(
            "id",
            "scope",
            "node",
            "container",
            "image",
            "occurrences",
            "reopened",
            "startedAt",
            "updatedAt",
            "resolvedAt",
            "muted",
            "parentId",
            "revision",
            "seq",
            "summary");

    public void print(Answer answer, Output output) {
        switch (this) {
            case JSON -> output.line(PlainText.json(AnswerText.json(answer).toPrettyString()));
            case CSV -> AnswerText.csv(answer).lines().forEach(line -> output.line(PlainText.line(line)));
            case TABLE, WIDE -> table(answer, output);
        }
    }

    private void table(Answer answer, Output output) {
        if (answer.rows().isEmpty()) {
            output.line("Nothing found from " + answer.from() + " to " + answer.to() + ".");
            return;
        }
        boolean incidents = answer.columns().stream().map(Column::name).anyMatch("summary"::equals);
        var shown = IntStream.range(0, answer.columns().size())
                .filter(i -> this == WIDE
                        || !incidents
                        || !WIDE_ONLY.contains(answer.columns().get(i).name()))
                .boxed()
                .toList();
        var columns = new Columns(
                shown.stream().map(i -> header(answer.columns().get(i).name())).toList());
        answer.rows().forEach(row -> columns.row(cells(row, shown)));
        columns.print(output);
    }

    private static String[] cells(List<@Nullable Object> row, List<Integer> shown) {
        return shown.stream()
                .map(row::get)
                .map(value -> value == null ? "<none>" : PlainText.oneLine(text(value)))
                .toArray(String[]::new);
    }

    private static String text(Object value) {
        return AnswerText.text(value)
                .replaceAll("(T[0-9:]{8})\\.[0-9]{3}Z$", "$1Z")
                .replaceAll("\\.0$", "");
    }

    /** {@code workloadKind} is WORKLOAD KIND. */
    private static String header(String name) {
        return PlainText.oneLine(name.replaceAll("([a-z])([A-Z0-9])", "$1 $2").toUpperCase(Locale.ROOT));
    }

    /** In small letters, as it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
