package io.podtide.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
