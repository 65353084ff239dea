package io.podtide.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.schema.Incident;
import java.util.ArrayList;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentJsonTest {

    @Test
    void everyFieldHasTheNameAndThePlaceOfTheContract() {
        assertThat(IncidentJson.toTree(Samples.incident()).toPrettyString().replace(System.lineSeparator(), "\n"))
                .isEqualTo("""
                        {
                          "id" : "7d0a8f8e-6a2b-5c1d-9e3f-0123456789ab",
                          "revision" : 4,
                          "state" : "RESOLVED",
                          "kind" : "OOM",
                          "scope" : "WORKLOAD",
                          "severity" : "CRITICAL",
                          "cluster" : "eu-1",
                          "clusterUid" : "kube-system-uid",
                          "namespace" : "shop",
                          "workloadKind" : "Deployment",
                          "workload" : "cart",
                          "node" : "node-7",
                          "container" : "app",
                          "pods" : [ {
                            "name" : "cart-5d9",
                            "uid" : "pod-uid",
                            "node" : "node-7",
                            "since" : "2026-03-01T10:00:01.123Z"
                          }, {
                            "name" : "cart-6e0",
                            "uid" : "uid-2",
                            "node" : null,
                            "since" : "2026-03-01T10:00:02.123Z"
                          } ],
                          "podCount" : 22,
                          "cause" : "MEMORY_LIMIT_EXCEEDED",
                          "causeDetail" : {
                            "container" : "app",
                            "exitCode" : "137",
                            "limit" : "256Mi"
                          },
                          "evidence" : [ {
                            "at" : "2026-03-01T10:01:01.123Z",
                            "source" : "container app",
                            "reason" : "OOMKilled",
                            "message" : "out of memory",
                            "count" : 1
                          }, {
                            "at" : "2026-03-01T10:01:00.123Z",
                            "source" : "Event kubelet",
                            "reason" : "BackOff",
                            "message" : "",
                            "count" : 7
                          } ],
                          "summary" : "cart runs out of memory",
                          "remedy" : "Raise the limit:\\n  kubectl -n shop set resources ...",
                          "startedAt" : "2026-03-01T10:00:03.123Z",
                          "openedAt" : "2026-03-01T10:00:04.123Z",
                          "updatedAt" : "2026-03-01T10:00:05.123Z",
                          "resolvedAt" : "2026-03-01T10:00:06.123Z",
                          "resolution" : "REPLACED",
                          "occurrences" : 5000000000,
                          "reopened" : 2,
                          "parentId" : "11111111-2222-5333-8444-555555555555",
                          "labels" : {
                            "team" : "shop",
                            "tier" : "web"
                          },
                          "rule" : "2 kills in 1h",
                          "mute" : {
                            "until" : "2026-03-01T10:00:07.123Z",
                            "owner" : "platform",
                            "reason" : "load tests"
                          }
                        }""");
    }

    @Test
    void whatIsAbsentIsNullAndNotLeftOut() {
        assertThat(IncidentJson.write(Samples.bareIncident()))
                .isEqualTo(
                        "{\"id\":\"id\",\"revision\":1,\"state\":\"OPEN\",\"kind\":\"CLUSTER_SILENT\",\"scope\":\"CLUSTER\","
                                + "\"severity\":\"INFO\",\"cluster\":\"c\",\"clusterUid\":null,\"namespace\":null,"
                                + "\"workloadKind\":null,\"workload\":null,\"node\":null,\"container\":null,\"pods\":[],"
                                + "\"podCount\":0,\"cause\":\"UNKNOWN_CAUSE\",\"causeDetail\":{},\"evidence\":[],\"summary\":\"\","
                                + "\"remedy\":\"\",\"startedAt\":\"2026-03-01T10:00:00.123Z\","
                                + "\"openedAt\":\"2026-03-01T10:00:00.123Z\",\"updatedAt\":\"2026-03-01T10:00:00.123Z\","
                                + "\"resolvedAt\":null,\"resolution\":null,\"occurrences\":0,\"reopened\":0,\"parentId\":null,"
                                + "\"labels\":{},\"rule\":\"\",\"mute\":null}");
    }

    @Test
    void whatIsWrittenIsReadAsItWas() {
        assertThat(IncidentJson.parse(IncidentJson.write(Samples.incident()))).isEqualTo(Samples.incident());
        assertThat(IncidentJson.parse(IncidentJson.write(Samples.bareIncident())))
                .isEqualTo(Samples.bareIncident());
    }

    @Test
    void theNamesAreThoseOfTheAvroSchema() {
        var names = new ArrayList<String>();
        IncidentJson.toTree(Samples.incident()).fieldNames().forEachRemaining(names::add);

        assertThat(names)
                .isEqualTo(Incident.getClassSchema().getFields().stream()
                        .map(Schema.Field::name)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"revision\":1`, `\"revision\":\"one\"`, an incident's revision is not a whole number",
                "`\"id\":\"id\",`, ``, an incident's id is not a text",
                "INFO, URGENT, `an incident's severity is not one of [INFO, WARNING, CRITICAL]`",
                "2026-03-01T10:00:00.123Z, yesterday, an incident's startedAt is not a time as 2026-01-31T12:00:00.000Z"
            })
    void aFieldThatDoesNotFitIsNamed(String right, String wrong, String message) {
        var text = IncidentJson.write(Samples.bareIncident()).replace(right, wrong);

        assertThatThrownBy(() -> IncidentJson.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void aTextThatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> IncidentJson.parse("{\"id\":"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("an incident is not JSON: Unexpected end-of-input");
    }
}
