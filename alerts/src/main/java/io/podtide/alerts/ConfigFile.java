package io.podtide.alerts;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.config.Warnings;
import io.podtide.alerts.sink.Sinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The configuration, and what becomes of it while we run: a good one is in force at once, one with a mistake leaves that of
 * before in force.
 *
 * <p>Not thread-safe.
 */
public final class ConfigFile {

    /** Reading so small a file costs nothing; its time of modification may be that of a link (ConfigMaps). */
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(2);

    private final Path file;
    private final @Nullable String page;
    private final Consumer<String> notes;
    private AlertsConfig config;
    private byte[] seen;
    private Instant lookedAt = Instant.MIN;
    private boolean away;
    private boolean rejected;

    /**
     * @param config what the file says now
     * @param page where incidents are shown unless the file says it, with {@code {id}}; null: nowhere
     * @param notes told of changes
     */
    public ConfigFile(Path file, AlertsConfig config, @Nullable String page, Consumer<String> notes)
            throws IOException {
        this.file = file;
        this.page = page;
        this.notes = notes;
        this.config = config.linkedElse(page);
        this.seen = Files.readAllBytes(file);
    }

    public AlertsConfig config() {
        return config;
    }

    /** What the file says now has mistakes, and is not in force. */
    boolean rejected() {
        return rejected;
    }

    /** What is in force from now on, if that is new. */
    Optional<AlertsConfig> changed(Instant now) {
        if (lookedAt.plus(LOOKS_EVERY).isAfter(now)) {
            return Optional.empty();
        }
        lookedAt = now;
        try {
            var bytes = Files.readAllBytes(file);
            away = false;
            if (Arrays.equals(bytes, seen)) {
                return Optional.empty();
            }
            seen = bytes;
            return take();
        } catch (IOException e) { // it may be away while it is replaced
            if (!away) {
                notes.accept("alerts: " + file + " is not followed for now: " + e.getMessage());
            }
            away = true;
            return Optional.empty();
        }
    }

    private Optional<AlertsConfig> take() throws IOException {
        var reading = AlertsReader.read(file, Sinks.KINDS);
        rejected = reading.value().isEmpty();
        if (reading.value().isEmpty()) {
            notes.accept("alerts: " + file + " has mistakes, what it said before stays in force");
            reading.problems().forEach(problem -> notes.accept(file + ": " + problem));
            return Optional.empty();
        }
        config = reading.value().get().linkedElse(page);
        notes.accept("alerts: " + file + " is in force");
        Warnings.missingCredentials(config).forEach(warning -> notes.accept(file + ": " + warning));
        return Optional.of(config);
    }
}
