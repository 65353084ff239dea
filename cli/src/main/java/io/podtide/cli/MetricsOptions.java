package io.podtide.cli;

import io.podtide.health.Metrics;
import io.podtide.health.OtlpExport;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: whom the figures of a role are sent to, besides those who come for them. */
@Command
final class MetricsOptions {

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            defaultValue = "${env:OTEL_EXPORTER_OTLP_ENDPOINT}",
            description = "Send metrics to an OpenTelemetry collector there, by OTLP over HTTP (http://collector:4318)."
                    + " Also OTEL_EXPORTER_OTLP_ENDPOINT; other OTEL_ variables count too (docs/metrics.md).")
    private @Nullable String otlpEndpoint;

    /** @param role names the service */
    Metrics metrics(String role) {
        if (otlpEndpoint == null || otlpEndpoint.isBlank()) {
            return new Metrics();
        }
        try {
            return new Metrics(new OtlpExport(otlpEndpoint, "podtide-" + role));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("--otlp-endpoint: " + e.getMessage());
        }
    }
}
