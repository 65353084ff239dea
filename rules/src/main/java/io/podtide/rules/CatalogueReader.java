package io.podtide.rules;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.CauseCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the YAML of causes over a catalogue there already is. New entries come before that catalogue's, so that an operator's
 * own wordings win. An entry of an id there is changes what it says and keeps its place: its other signs may be general ones,
 * which at the front would take texts from entries that know better. Examples in the file are tried at once, so a sign that
 * loses to an earlier entry shows.
 */
public final class CatalogueReader {

    private CatalogueReader() {}

    /** @throws IOException if the file cannot be read at all */
    public static Reading<CauseCatalogue> read(Path file, CauseCatalogue base) throws IOException {
        var problems = new Problems();
        return YamlText.load(file, problems).map(text -> read(text, base)).orElseGet(() -> Reading.failed(problems));
    }

    public static Reading<CauseCatalogue> read(String text, CauseCatalogue base) {
        return read(text, base, true);
    }

    static Reading<CauseCatalogue> read(String text, CauseCatalogue base, boolean examples) {
        var problems = new Problems();
        var entries = entries(text, problems);
        var catalogue = new CauseCatalogue(merge(entries.values(), base));
        if (examples && problems.none()) { // else they fail for reasons told already
            check(entries.values(), catalogue);
        }
        return problems.none() ? Reading.of(catalogue) : Reading.failed(problems);
    }

    private static void check(Iterable<CauseEntry> entries, CauseCatalogue catalogue) {
        for (var entry : entries) {
            catalogue.find(entry.id()).ifPresent(cause -> entry.examples().forEach(e -> e.check(cause, catalogue)));
        }
    }

    private static Map<String, CauseEntry> entries(String text, Problems problems) {
        var entries = new LinkedHashMap<String, CauseEntry>();
        YamlText.parse(text, problems).flatMap(Value::section).ifPresent(file -> {
            file.allow(List.of("causes"));
            file.require("causes").stream()
                    .flatMap(v -> v.items().stream())
                    .flatMap(v -> CauseReader.read(v).stream())
                    .forEach(entry -> {
                        var other = entries.putIfAbsent(entry.id(), entry);
                        if (other != null) {
                            entry.place()
                                    .problem(entry.id() + " is written twice, first in line "
                                            + other.place().line());
                        }
                    });
        });
        return entries;
    }

    private static List<Cause> merge(Iterable<CauseEntry> entries, CauseCatalogue base) {
        var first = new ArrayList<Cause>();
        var rest = new LinkedHashMap<String, Cause>();
        base.causes().forEach(cause -> rest.put(cause.id(), cause));
        for (var entry : entries) {
            var known = rest.computeIfPresent(entry.id(), (id, cause) -> entry.over(cause));
            if (known == null) {
                first.add(entry.alone());
            }
        }
        first.addAll(rest.values());
        return first;
    }
}
