package io.podtide.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by name, one of each for every run, and their medians as a table. */
public final class Figures {

    private final Map<String, List<Double>> all = new LinkedHashMap<>();

    public void add(String name, double value) {
        all.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    public String table() {
        var table = new StringBuilder("| figure | median | runs |\n|---|---|---|\n");
        all.forEach((name, values) -> table.append("| %s | %s | %s |\n"
                .formatted(
                        name,
                        show(median(values)),
                        String.join(", ", values.stream().map(Figures::show).toList()))));
        return table.toString();
    }

    /**
     * Medians of several that have figures of the same names, side by side.
     *
     * @param columns by what stands over them
     */
    public static String beside(Map<String, Figures> columns) {
        var names = new LinkedHashSet<String>();
        columns.values().forEach(figures -> names.addAll(figures.all.keySet()));
        var table = new StringBuilder("| figure | " + String.join(" | ", columns.keySet()) + " |\n");
        table.append("|---".repeat(columns.size() + 1)).append("|\n");
        for (var name : names) {
            table.append("| ").append(name);
            columns.values()
                    .forEach(figures -> table.append(" | ")
                            .append(figures.all.containsKey(name) ? show(figures.median(name)) : "-"));
            table.append(" |\n");
        }
        return table.toString();
    }

    /** Of the figures of this name. */
    public double median(String name) {
        return median(all.getOrDefault(name, List.of()));
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String show(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }
}
