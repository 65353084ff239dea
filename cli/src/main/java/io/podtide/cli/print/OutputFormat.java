package io.podtide.cli.print;

import java.time.Instant;
import java.util.Locale;

/** {@code -o}. */
public enum OutputFormat {
    TABLE,
    WIDE,
    JSON,
    JSONL;

    /** For revisions as they come. */
    public IncidentPrinter revisions(Output output) {
        return switch (this) {
            case TABLE -> new RevisionLines(output, false);
            case WIDE -> new RevisionLines(output, true);
            case JSON -> new JsonArray(output);
            case JSONL -> new JsonLines(output);
        };
    }

    /**
     * For incidents as they are.
     *
     * @param now what ages are counted to
     */
    public IncidentPrinter incidents(Output output, Instant now) {
        return switch (this) {
            case TABLE -> new IncidentTable(output, false, now);
            case WIDE -> new IncidentTable(output, true, now);
            case JSON -> new JsonArray(output);
            case JSONL -> new JsonLines(output);
        };
    }

    /** For people who want to know what to do. */
    public static IncidentPrinter report(Output output) {
        return new IncidentReport(output);
    }

    /** In small letters, as it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
