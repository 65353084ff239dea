package io.podtide.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Services, monitors and policies find their pods, and let them reach what they need. */
class ChartNetworkTest {

    @Test
    void servicesPoliciesAndMonitorsFindTheirPods() {
        var chart = Chart.with("full");
        for (var service : chart.of("Service")) {
            var found = chart.workloads().stream()
                    .filter(one -> one.isSelectedBy(service.at("/spec/selector")))
                    .toList();
            assertThat(found).hasSize(Manifests.name(service).equals("fleet-pods") ? 4 : 1);
            service.at("/spec/ports")
                    .forEach(port -> assertThat(found)
                            .allSatisfy(one -> assertThat(
                                            one.port(port.path("targetPort").asText()))
                                    .isPositive()));
        }
        for (var one : chart.workloads()) {
            assertThat(one.isSelectedBy(one.json().at("/spec/selector/matchLabels")))
                    .isTrue();
            assertThat(chart.names("ServiceAccount"))
                    .contains(one.pod().path("serviceAccountName").asText());
            assertThat(chart.of("NetworkPolicy"))
                    .filteredOn(policy -> one.isSelectedBy(policy.at("/spec/podSelector/matchLabels")))
                    .hasSize(1);
            if (one.json().path("kind").asText().equals("StatefulSet")) {
                assertThat(chart.names("Service"))
                        .contains(one.json().at("/spec/serviceName").asText());
            }
        }
        var monitored = chart.one("ServiceMonitor", "fleet").at("/spec/selector/matchLabels");
        assertThat(chart.of("Service"))
                .filteredOn(service -> monitored.properties().stream()
                        .allMatch(label -> label.getValue()
                                .equals(service.at("/metadata/labels").path(label.getKey()))))
                .extracting(Manifests::name)
                .containsExactly("fleet-pods");
    }

    @Test
    void rolesReachWhatTheyNeedAndNothingElse() {
        var minimal = Chart.with("minimal");
        assertThat(egress(minimal, "podtide-ingest")).containsExactly("53", "53", "9092", "443", "6443");
        assertThat(egress(minimal, "podtide-streams")).containsExactly("53", "53", "9092");
        var full = Chart.with("full");
        assertThat(egress(full, "fleet-ingest")).containsExactly("53", "53", "9093", "6443", "4318");
        assertThat(egress(full, "fleet-alerts")).containsExactly("53", "53", "9093", "443", "4318");
        assertThat(egress(full, "fleet-trends")).containsExactly("53", "53", "9093", "5432", "4318");
        assertThat(ingress(full, "fleet-streams")).containsExactly("http");
        assertThat(ingress(full, "fleet-trends")).containsExactly("http", "page");
        assertThat(Chart.with("central").of("NetworkPolicy")).isEmpty();
    }

    private static List<String> egress(Manifests chart, String name) {
        return ports(chart.one("NetworkPolicy", name).at("/spec/egress"));
    }

    private static List<String> ingress(Manifests chart, String name) {
        return ports(chart.one("NetworkPolicy", name).at("/spec/ingress"));
    }

    private static List<String> ports(JsonNode rules) {
        var ports = new ArrayList<String>();
        rules.forEach(rule ->
                rule.path("ports").forEach(port -> ports.add(port.path("port").asText())));
        return ports;
    }
}
