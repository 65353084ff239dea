package io.podtide.alerts.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Ends of alerts that some replicas have not been told of. They travel in the handle, so that they survive a restart.
 *
 * @param all the oldest first
 */
record MissedEnds(List<End> all) {

    /**
     * @param labels as JSON, in order
     * @param by replicas
     */
    record End(String labels, String startsAt, String endsAt, Set<String> by) {

        End {
            by = Set.copyOf(by);
        }

        private static End of(JsonNode tree) {
            var by = new HashSet<String>();
            tree.path("by").forEach(replica -> by.add(replica.asText()));
            return new End(
                    tree.path("labels").asText(),
                    tree.path("startsAt").asText(),
                    tree.path("endsAt").asText(),
                    by);
        }

        private End missedBy(Set<String> replicas) {
            return new End(labels, startsAt, endsAt, replicas);
        }

        private JsonNode tree() {
            var tree = Json.object().put("labels", labels).put("startsAt", startsAt);
            var replicas = tree.put("endsAt", endsAt).putArray("by");
            new TreeSet<>(by).forEach(replicas::add);
            return tree;
        }
    }

    MissedEnds {
        all = List.copyOf(all);
    }

    /** @param text empty where there are none */
    static MissedEnds read(String text) {
        var tree = Json.parse(text);
        return new MissedEnds(
                StreamSupport.stream(tree.spliterator(), false).map(End::of).toList());
    }

    String text() {
        var tree = JsonNodeFactory.instance.arrayNode();
        all.forEach(end -> tree.add(end.tree()));
        return all.isEmpty() ? "" : tree.toString();
    }

    /** Of before that a replica knows nothing any more: it has taken the alert for over by itself. */
    MissedEnds since(Instant oldest) {
        return only(end -> Instant.parse(end.endsAt()).isAfter(oldest));
    }

    /** The alert of these labels has begun anew, or has a later end. */
    MissedEnds without(String labels) {
        return only(end -> !end.labels().equals(labels));
    }

    private MissedEnds only(Predicate<End> which) {
        return new MissedEnds(all.stream().filter(which).toList());
    }

    List<End> by(URI replica) {
        return all.stream().filter(end -> end.by().contains(replica.toString())).toList();
    }

    /**
     * After a request.
     *
     * @param more ends that were in it
     * @param refused by these replicas
     */
    MissedEnds after(List<End> more, Set<URI> refused) {
        var replicas = refused.stream().map(URI::toString).collect(Collectors.toSet());
        var still = new ArrayList<End>();
        all.forEach(end -> still.add(
                end.missedBy(end.by().stream().filter(replicas::contains).collect(Collectors.toSet()))));
        more.forEach(end -> still.add(end.missedBy(replicas)));
        return new MissedEnds(still).only(end -> !end.by().isEmpty());
    }
}
