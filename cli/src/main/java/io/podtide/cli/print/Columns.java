package io.podtide.cli.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A table as kubectl prints it: capital headers, columns as wide as their widest cell, three blanks between. */
public final class Columns {

    private static final String GAP = "   ";

    private final List<List<Cell>> rows = new ArrayList<>();

    public Columns(List<String> headers) {
        rows.add(headers.stream().map(header -> new Cell(header)).toList());
    }

    /** Texts that are plain already. */
    public void row(String... cells) {
        rows.add(Arrays.stream(cells).map(text -> new Cell(text)).toList());
    }

    void row(List<Cell> cells) {
        rows.add(cells);
    }

    public void print(Output output) {
        var widths = IntStream.range(0, rows.get(0).size())
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).width()).max().orElse(0))
                .toArray();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                var last = i == widths.length - 1;
                line.append(row.get(i).show(last ? 0 : widths[i], output.ansi()))
                        .append(last ? "" : GAP);
            }
            output.line(line.toString().stripTrailing());
        }
    }

    /**
     * One cell.
     *
     * @param paint of the text, not of the blanks after it; null for none
     */
    record Cell(String text, @Nullable Paint paint) {

        Cell(String text) {
            this(text, null);
        }

        int width() {
            return text.codePointCount(0, text.length());
        }

        String show(int width, Ansi ansi) {
            var shown = paint == null ? text : paint.on(text, ansi);
            return shown + " ".repeat(Math.max(0, width - width()));
        }
    }
}
