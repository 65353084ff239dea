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
 * Reads the YAML of causes over a catalogue there already is. New entries, and those that bring signs, come before that
 * catalogue's, so that an operator's own wordings win; other entries change their words and keep their place. Examples in the
 * file are tried at once.
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
        if (examples) {
            entries.values()
                    .forEach(entry -> catalogue
                            .find(entry.id())
                            .ifPresent(cause -> entry.examples().forEach(example -> example.check(cause, catalogue))));
        }
        return problems.none() ? Reading.of(catalogue) : Reading.failed(problems);
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
            var cause = base.find(entry.id()).map(entry::over).orElseGet(entry::alone);
            if (entry.signs().isEmpty() && rest.containsKey(entry.id())) {
                rest.put(entry.id(), cause);
            } else {
                rest.remove(entry.id());
                first.add(cause);
            }
        }
        first.addAll(rest.values());
        return first;
    }
}
