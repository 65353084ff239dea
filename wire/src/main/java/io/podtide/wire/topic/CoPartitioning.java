package io.podtide.wire.topic;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One task reads the same partition of several topics: they must have equally many. */
final class CoPartitioning {

    private CoPartitioning() {}

    /**
     * The number they have in common; empty where none of them exists.
     *
     * @param partitions of the topics that exist
     * @throws TopicMismatchException where they differ
     */
    static Optional<Integer> check(Map<String, Integer> partitions) {
        var together = new TreeMap<>(partitions);
        together.keySet().retainAll(TopicSettings.CO_PARTITIONED);
        if (together.isEmpty()) {
            return Optional.empty();
        }
        var most = Collections.max(together.values());
        if (together.values().stream().anyMatch(count -> count < most)) {
            throw new TopicMismatchException(message(together, most));
        }
        return Optional.of(most);
    }

    private static String message(Map<String, Integer> topics, int most) {
        var have = topics.entrySet().stream()
                .map(topic -> topic.getKey() + " has " + topic.getValue())
                .collect(Collectors.joining(", "));
        var few = topics.entrySet().stream()
                .filter(topic -> topic.getValue() < most)
                .map(topic -> "kafka-topics.sh --bootstrap-server ... --alter --topic " + topic.getKey()
                        + " --partitions " + most)
                .collect(Collectors.joining("; "));
        return "These topics are read together and must have the same number of partitions: " + have + ". Stop all of"
                + " Podtide, then give every one " + most + ": " + few
                + ". What was written to them before may be missed.";
    }
}
