package io.podtide.cli;

import io.podtide.rules.DurationText;
import io.podtide.trends.store.Retention;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: how long what is kept. */
@Command
final class RetentionOptions {

    @Option(
            names = "--keep",
            paramLabel = "WHAT=DURATION",
            description =
                    "How long the history keeps occurrences (90d), their sums by hour (hours, 365d), resolved incidents"
                            + " (incidents, 365d) and gaps (365d). May be given for each.")
    private Map<String, String> keep = new LinkedHashMap<>();

    Retention retention() {
        var rest = new LinkedHashMap<>(keep);
        var standard = Retention.DEFAULT;
        try {
            var retention = new Retention(
                    take(rest, "occurrences", standard.occurrences()),
                    take(rest, "hours", standard.hours()),
                    take(rest, "incidents", standard.incidents()),
                    take(rest, "gaps", standard.gaps()));
            if (!rest.isEmpty()) {
                throw new ConfigException("--keep: there is no " + new TreeSet<>(rest.keySet())
                        + ", but occurrences, hours, incidents and gaps");
            }
            return retention;
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--keep: " + e.getMessage());
        }
    }

    private static Duration take(Map<String, String> from, String name, Duration otherwise) {
        var text = from.remove(name);
        return text == null ? otherwise : DurationText.parse(text);
    }
}
