package io.podtide.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.podtide.alerts.AlertsApp;
import io.podtide.alerts.AlertsSettings;
import io.podtide.alerts.ConfigFile;
import io.podtide.alerts.Watched;
import io.podtide.alerts.config.AlertsConfig;
import io.podtide.alerts.config.AlertsReader;
import io.podtide.alerts.config.Warnings;
import io.podtide.alerts.sink.Sinks;
import io.podtide.ingest.kube.Redaction;
import io.podtide.wire.KafkaSettings;
import io.podtide.wire.topic.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: who is told of incidents. */
@Command
final class AlertOptions {

    @Option(
            names = "--alerts",
            paramLabel = "FILE",
            description = "Who is told of incidents, and how (YAML). Followed: a change is in force within seconds.")
    private @Nullable Path file;

    boolean given() {
        return file != null;
    }

    /** @throws BadFileException with every mistake in the file */
    void check() throws IOException {
        if (file != null) {
            var unused = config(file);
        }
    }

    /** @throws BadFileException with every mistake in the file */
    static AlertsConfig config(Path file) throws IOException {
        return RuleFiles.valid(file, AlertsReader.read(file, Sinks.KINDS));
    }

    /**
     * Starts to tell; null where no file is given.
     *
     * @param instance name of a static member, null for none
     * @param page where incidents are shown unless the file says it, with {@code {id}}; null: nowhere
     * @param registry where its meters are
     * @param failure told if it ends by itself
     */
    @Nullable
    AlertsApp start(
            KafkaSettings kafka,
            Topics topics,
            @Nullable String instance,
            @Nullable String page,
            MeterRegistry registry,
            Console console,
            Consumer<Throwable> failure)
            throws IOException {
        if (file == null) {
            return null;
        }
        var config = config(file);
        Warnings.missingCredentials(config).forEach(warning -> console.note(file + ": " + warning));
        var settings = new AlertsSettings(kafka, topics, AlertsSettings.GROUP, instance, Redaction::mask);
        var app = AlertsApp.start(
                settings, new ConfigFile(file, config, page, console::note), Watched.in(registry), console::note);
        var unused = app.failure().thenAccept(failure);
        return app;
    }
}
