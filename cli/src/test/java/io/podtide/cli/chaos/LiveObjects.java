package io.podtide.cli.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.cli.scenario.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What an API server has of one resource: the objects as they are, and the changes of a short while that brought them about. */
final class LiveObjects {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Change> present = new LinkedHashMap<>();
    private final List<Change> log = new ArrayList<>();
    private long newest = 1;
    /** A watch may begin from here, or later. */
    private long oldest = 1;

    /**
     * One line of a recording, with a resource version that is greater than all before it.
     *
     * @param json the object
     */
    record Change(Instant at, String resource, String type, long version, String uid, String json) {

        String line() {
            return "{\"type\":\"" + type + "\",\"object\":" + json + "}\n";
        }
    }

    /** Of pods, Events and nodes. */
    static List<Change> recorded(Scenario scenario) throws IOException {
        var changes = new ArrayList<Change>();
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(scenario.open()), StandardCharsets.UTF_8))) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var event = (ObjectNode) JSON.readTree(line);
                var resource = resource(event);
                if (!resource.isEmpty() && event.path("object").path("metadata").has("uid")) {
                    changes.add(change(event, resource, changes.size() + 1_000L));
                }
            }
        }
        return changes;
    }

    private static String resource(ObjectNode event) {
        var object = event.path("object");
        if (event.path("type").asText().matches("BOOKMARK|ERROR")) {
            return "";
        }
        if (object.has("involvedObject")) {
            return "events";
        }
        if (object.path("spec").has("containers")) {
            return "pods";
        }
        return object.path("status").has("nodeInfo") || object.path("status").has("capacity") ? "nodes" : "";
    }

    private static Change change(ObjectNode event, String resource, long version) {
        var object = (ObjectNode) event.get("object");
        var metadata = (ObjectNode) object.get("metadata");
        metadata.put("resourceVersion", Long.toString(version));
        return new Change(
                Instant.parse(event.path("observedAt").asText()),
                resource,
                event.path("type").asText(),
                version,
                metadata.path("uid").asText(),
                object.toString());
    }

    /** @param forgetBefore changes of before are not kept for watches */
    synchronized void apply(Change change, Instant forgetBefore) {
        var known = present.containsKey(change.uid());
        if (change.type().equals("DELETED")) {
            present.remove(change.uid());
        } else {
            present.put(change.uid(), change);
        }
        var type = change.type().equals("DELETED") ? "DELETED" : known ? "MODIFIED" : "ADDED";
        log.add(new Change(change.at(), change.resource(), type, change.version(), change.uid(), change.json()));
        newest = change.version();
        while (log.get(0).at().isBefore(forgetBefore)) {
            oldest = log.remove(0).version();
        }
        notifyAll();
    }

    synchronized long newest() {
        return newest;
    }

    synchronized List<String> present() {
        return present.values().stream().map(Change::json).toList();
    }

    synchronized boolean isTooOld(long version) {
        return version < oldest;
    }

    /** What has changed since, after waiting for a while if nothing has. */
    synchronized List<Change> since(long version, long millis) throws InterruptedException {
        var end = System.nanoTime() + millis * 1_000_000;
        for (var left = millis; newest <= version && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return log.stream().filter(c -> c.version() > version).toList();
    }
}
