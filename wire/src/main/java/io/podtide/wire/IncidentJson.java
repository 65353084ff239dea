package io.podtide.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Member;
import io.podtide.detect.incident.Incident.Muted;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident as JSON, the same in every command and API: the names and the order of the contract, absent fields as null,
 * times in RFC 3339 with milliseconds. The same incident is always the same text.
 */
public final class IncidentJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private IncidentJson() {}

    /** On one line, without a line end. */
    public static String write(Incident incident) {
        return toTree(incident).toString();
    }

    /** As a tree, to be put into something bigger. */
    public static ObjectNode toTree(Incident incident) {
        var resolution = incident.resolution();
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", incident.id())
                .put("revision", incident.revision())
                .put("state", incident.state().name())
                .put("kind", incident.kind().name())
                .put("scope", incident.scope().name())
                .put("severity", incident.severity().name())
                .put("cluster", incident.cluster().isEmpty() ? null : incident.cluster())
                .put("clusterUid", incident.clusterUid().isEmpty() ? null : incident.clusterUid())
                .put("namespace", incident.namespace())
                .put("workloadKind", incident.workloadKind())
                .put("workload", incident.workload())
                .put("node", incident.node())
                .put("container", incident.container())
                .<ObjectNode>set("pods", pods(incident.pods()))
                .put("podCount", incident.podCount())
                .put("cause", incident.cause())
                .<ObjectNode>set("causeDetail", texts(incident.causeDetail()))
                .<ObjectNode>set("evidence", evidence(incident.evidence()))
                .put("summary", incident.summary())
                .put("remedy", incident.remedy())
                .put("startedAt", time(incident.startedAt()))
                .put("openedAt", time(incident.openedAt()))
                .put("updatedAt", time(incident.updatedAt()))
                .put("resolvedAt", time(incident.resolvedAt()))
                .put("resolution", resolution == null ? null : resolution.name())
                .put("occurrences", incident.occurrences())
                .put("reopened", incident.reopened())
                .put("parentId", incident.parentId())
                .<ObjectNode>set("labels", texts(incident.labels()))
                .put("rule", incident.rule())
                .set("mute", mute(incident.mute()));
    }

    /** @throws IllegalArgumentException for people, naming the field, if the text is no incident */
    public static Incident parse(String text) {
        try {
            return fromTree(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an incident is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException for people, naming the field, if the tree is no incident */
    public static Incident fromTree(JsonNode json) {
        var fields = new JsonFields(json);
        return new Incident(
                fields.text("id"),
                fields.number("revision").intValue(),
                fields.constant("state", Incident.State.class),
                fields.constant("kind", Incident.Kind.class),
                fields.constant("scope", Incident.Scope.class),
                fields.constant("severity", Incident.Severity.class),
                fields.has("cluster") ? fields.text("cluster") : "",
                fields.has("clusterUid") ? fields.text("clusterUid") : "",
                fields.optionalText("namespace"),
                fields.optionalText("workloadKind"),
                fields.optionalText("workload"),
                fields.optionalText("node"),
                fields.optionalText("container"),
                fields.list("pods", IncidentJson::member),
                fields.number("podCount").intValue(),
                fields.text("cause"),
                fields.texts("causeDetail"),
                fields.list("evidence", IncidentJson::evidence),
                fields.text("summary"),
                fields.text("remedy"),
                fields.time("startedAt"),
                fields.time("openedAt"),
                fields.time("updatedAt"),
                fields.has("resolvedAt") ? fields.time("resolvedAt") : null,
                fields.has("resolution") ? fields.constant("resolution", Incident.Resolution.class) : null,
                fields.number("occurrences").longValue(),
                fields.number("reopened").intValue(),
                fields.optionalText("parentId"),
                fields.texts("labels"),
                fields.text("rule"),
                fields.optional("mute", IncidentJson::mute));
    }

    private static @Nullable JsonNode mute(@Nullable Muted mute) {
        return mute == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("until", time(mute.until()))
                        .put("owner", mute.owner())
                        .put("reason", mute.reason());
    }

    private static Muted mute(JsonFields fields) {
        return new Muted(fields.time("until"), fields.text("owner"), fields.text("reason"));
    }

    private static ArrayNode pods(List<Member> pods) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var pod : pods) {
            array.addObject()
                    .put("name", pod.name())
                    .put("uid", pod.uid())
                    .put("node", pod.node())
                    .put("since", time(pod.since()));
        }
        return array;
    }

    private static Member member(JsonFields fields) {
        return new Member(fields.text("name"), fields.text("uid"), fields.optionalText("node"), fields.time("since"));
    }

    private static ArrayNode evidence(List<Evidence> evidence) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var one : evidence) {
            array.addObject()
                    .put("at", time(one.at()))
                    .put("source", one.source())
                    .put("reason", one.reason())
                    .put("message", one.message())
                    .put("count", one.count());
        }
        return array;
    }

    private static Evidence evidence(JsonFields fields) {
        return new Evidence(
                fields.time("at"),
                fields.text("source"),
                fields.text("reason"),
                fields.text("message"),
                fields.number("count").intValue());
    }

    /** In the order of the map, which an incident keeps sorted. */
    private static ObjectNode texts(Map<String, String> map) {
        var object = JsonNodeFactory.instance.objectNode();
        map.forEach(object::put);
        return object;
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : MILLIS.format(time);
    }
}
