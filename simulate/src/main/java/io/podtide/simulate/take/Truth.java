package io.podtide.simulate.take;

import io.podtide.simulate.take.Scene.Pause;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What was done to one workload or node, and what a careful person would say of it: a row of {@code truth.tsv}. */
public final class Truth {

    private static final List<List<String>> ROWS = rows();
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");

    private final List<String> cells;
    private final Pause pause;
    private final boolean stretched;

    private Truth(List<String> cells, Pause pause, boolean stretched) {
        this.cells = cells;
        this.pause = pause;
        this.stretched = stretched;
    }

    /** Names of the columns. */
    public static List<String> columns() {
        return ROWS.get(0);
    }

    /** A row with these cells by the names of their columns; the others are empty. */
    public static List<String> row(Map<String, String> cells) {
        return columns().stream().map(column -> cells.getOrDefault(column, "-")).toList();
    }

    static List<Truth> of(String recording, Pause pause, boolean stretched) {
        return ROWS.stream()
                .filter(row -> row.get(0).equals(recording))
                .map(row -> new Truth(row, pause, stretched))
                .toList();
    }

    /** The row of this showing, with the name of its cluster for that of the recording. */
    public List<String> shown(String cluster, Scene scene, Cast cast) {
        var shown = new ArrayList<String>();
        for (int i = 0; i < cells.size(); i++) {
            shown.add(cell(columns().get(i), cells.get(i), cluster, scene, cast));
        }
        return List.copyOf(shown);
    }

    private String cell(String column, String cell, String cluster, Scene scene, Cast cast) {
        return switch (column) {
            case "scenario" -> cluster;
            case "namespace" -> named(scene.namespaces(), 0, cell, cast);
            case "workload" -> named(scene.nodes(), scene.namespaces().size(), cell, cast);
            case "expect_default", "expect_short" -> isHeldUp() ? "yes" : cell;
            // Worked out for the recorded pause.
            case "met_default", "met_short", "seen_default", "seen_short" -> stretched ? "-" : time(cell, cast);
            default -> time(cell, cast);
        };
    }

    private static String named(List<String> recorded, int first, String cell, Cast cast) {
        int part = recorded.indexOf(cell);
        return part < 0 ? cell : cast.name(first + part);
    }

    private static String time(String cell, Pause pause, Cast cast) {
        var at = Instant.parse(cell);
        long millis = at.isAfter(pause.begins())
                ? cast.time(Act.END, at.toEpochMilli() - pause.ends().toEpochMilli())
                : cast.time(Act.BEGIN, at.toEpochMilli() - pause.began().toEpochMilli());
        return Instant.ofEpochMilli(millis).toString();
    }

    private String time(String cell, Cast cast) {
        return TIME.matcher(cell).matches() ? time(cell, pause, cast) : cell;
    }

    /** It goes on for longer than any rule waits. */
    private boolean isHeldUp() {
        return stretched
                && !value("kind").contains("none")
                && pause.isWithin(Instant.parse(value("began")), Instant.parse(value("until")));
    }

    private String value(String column) {
        return cells.get(columns().indexOf(column));
    }

    private static List<List<String>> rows() {
        var in = Truth.class.getResourceAsStream("truth.tsv");
        if (in == null) {
            throw new IllegalStateException("truth.tsv is missing");
        }
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> List.of(line.split("\t", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
