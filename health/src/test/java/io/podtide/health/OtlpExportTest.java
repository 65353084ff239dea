package io.podtide.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A collector of OpenTelemetry understands what it is sent. */
@Timeout(120)
class OtlpExportTest {

    private final ConcurrentLinkedQueue<ExportMetricsServiceRequest> received = new ConcurrentLinkedQueue<>();
    private HttpServer collector;

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/metrics", exchange -> {
            try (exchange) {
                assertThat(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .isEqualTo("application/x-protobuf");
                received.add(ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    @Test
    void aCollectorHasThemAtTheEndAtTheLatestAndPrometheusHasThemToo() {
        var metrics = new Metrics(new OtlpExport(url(), "podtide-streams"));
        metrics.registry()
                .counter("podtide.streams.dead.letters", "reason", "failed")
                .increment(2);
        Timer.builder("podtide.incident.lag")
                .serviceLevelObjectives(Duration.ofSeconds(1), Duration.ofSeconds(10))
                .register(metrics.registry())
                .record(Duration.ofSeconds(3));
        assertThat(metrics.scrape(Metrics.TEXT))
                .contains("podtide_streams_dead_letters_total{reason=\"failed\"} 2.0")
                .contains("podtide_incident_lag_seconds_bucket{le=\"10.0\"} 1");
        metrics.close();

        var sent = received.stream().map(OtlpExportTest::only).toList();
        assertThat(sent)
                .isNotEmpty()
                .allSatisfy(resource -> assertThat(resource.getResource().getAttributesList())
                        .anySatisfy(attribute -> {
                            assertThat(attribute.getKey()).isEqualTo("service.name");
                            assertThat(attribute.getValue().getStringValue()).isEqualTo("podtide-streams");
                        }));
        var last = byName(sent.get(sent.size() - 1));
        var letters = last.get("podtide.streams.dead.letters").getSum().getDataPoints(0);
        assertThat(letters.getAsDouble()).isEqualTo(2);
        assertThat(letters.getAttributes(0).getKey()).isEqualTo("reason");
        var lag = last.get("podtide.incident.lag");
        assertThat(lag.getUnit()).isEqualTo("seconds");
        var points = lag.getHistogram().getDataPoints(0);
        assertThat(points.getCount()).isEqualTo(1);
        assertThat(points.getSum()).isEqualTo(3);
        assertThat(points.getExplicitBoundsList()).containsExactly(1.0, 10.0);
        assertThat(points.getBucketCountsList()).containsExactly(0L, 1L, 0L);
        assertThat(last).containsKeys("jvm.memory.used", "process.uptime");
    }

    @Test
    void oneThatIsAwayIsNoHarm() {
        collector.stop(0);
        var metrics = new Metrics(new OtlpExport(url(), "podtide-streams"));
        metrics.registry().counter("podtide.streams.dead.letters").increment();
        metrics.close();
        assertThat(received).isEmpty();
    }

    @Test
    void theAddressMayBeThatOfMetricsOrTheBaseOfAll() {
        assertThat(new OtlpExport("http://collector:4318", "s").url()).isEqualTo("http://collector:4318/v1/metrics");
        assertThat(new OtlpExport("https://collector/otlp/", "s").url()).isEqualTo("https://collector/otlp/v1/metrics");
        assertThat(new OtlpExport("http://collector:4318/v1/metrics", "s").url())
                .isEqualTo("http://collector:4318/v1/metrics");
    }

    @Test
    void whatIsNoAddressIsRefused() {
        for (var wrong : new String[] {"collector:4318", "grpc://collector:4317", "http:// collector"}) {
            assertThatThrownBy(() -> new OtlpExport(wrong, "s"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'" + wrong + "' is no address that takes OTLP over HTTP");
        }
    }

    @Test
    void aPasswordInTheAddressIsRefusedAndNotRepeated() {
        for (var wrong : new String[] {
            "http://me:secret@collector:4318", "http://me:secret@ collector", "me:secret@collector:4318"
        }) {
            assertThatThrownBy(() -> new OtlpExport(wrong, "s"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasNoCause()
                    .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS")
                    .hasMessageNotContaining("secret");
        }
    }

    private String url() {
        return "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    private static ResourceMetrics only(ExportMetricsServiceRequest request) {
        assertThat(request.getResourceMetricsCount()).isEqualTo(1);
        return request.getResourceMetrics(0);
    }

    private static Map<String, Metric> byName(ResourceMetrics resource) {
        return resource.getScopeMetrics(0).getMetricsList().stream()
                .collect(Collectors.toMap(Metric::getName, Function.identity(), (a, b) -> a));
    }
}
