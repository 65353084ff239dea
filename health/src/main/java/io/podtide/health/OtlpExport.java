package io.podtide.health;

import io.micrometer.registry.otlp.OtlpConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Figures are also sent to a collector: OTLP over HTTP, Protobuf. How often and with what headers and attributes, OpenTelemetry's
 * own environment variables say ({@code OTEL_METRIC_EXPORT_INTERVAL}, {@code OTEL_EXPORTER_OTLP_HEADERS},
 * {@code OTEL_RESOURCE_ATTRIBUTES} ...).
 */
public final class OtlpExport implements OtlpConfig {

    private static final String PATH = "/v1/metrics";
    private static final String SERVICE = "service.name";

    private final String url;
    private final String service;

    /**
     * Nothing is sent yet.
     *
     * @param endpoint base of the collector's addresses, as in {@code OTEL_EXPORTER_OTLP_ENDPOINT}, or that of metrics itself
     * @param service whose figures these are, where {@code OTEL_SERVICE_NAME} says nothing else
     * @throws IllegalArgumentException for people, if the endpoint is no address, or holds user-info
     */
    public OtlpExport(String endpoint, String service) {
        var base = checked(endpoint).replaceAll("/+$", "");
        this.url = base.endsWith(PATH) ? base : base + PATH;
        this.service = service;
    }

    private static String checked(String endpoint) {
        // neither parsed nor quoted: one that is malformed may hold a password all the same
        if (endpoint.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "the address that takes OTLP may hold no user and password (no '@'), since it is logged:"
                            + " OTEL_EXPORTER_OTLP_HEADERS is for credentials");
        }
        try {
            var uri = new URI(endpoint.strip());
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri.toString();
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "'" + endpoint
                        + "' is no address that takes OTLP over HTTP, such as http://collector:4318 (gRPC, port 4317, is not spoken)");
    }

    @Override
    public String url() {
        return url;
    }

    @Override
    public TimeUnit baseTimeUnit() {
        return TimeUnit.SECONDS;
    }

    @Override
    public Map<String, String> resourceAttributes() {
        var attributes = new LinkedHashMap<>(OtlpConfig.super.resourceAttributes());
        attributes.putIfAbsent(SERVICE, service);
        return attributes;
    }

    /** No other way of setting it. */
    @Override
    public @Nullable String get(String key) {
        return null;
    }
}
