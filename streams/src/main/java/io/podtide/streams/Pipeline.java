package io.podtide.streams;

import io.podtide.wire.SymptomRecord;
import io.podtide.wire.topic.Topics;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * The dataflow.
 *
 * <pre>
 * pod-status ───┐
 * kube-events ──┤
 * node-status ──┼─▶ track-pods ─▶ symptoms ─▶ assemble-incidents ─▶ incident-drafts ─▶ correlate-fleet ─▶ incidents
 * cluster-clock ┘   by pod                    by workload                              all in one
 *                                 rules, read by every step                             measure-incidents looks on
 * </pre>
 */
public final class Pipeline {

    private static final String DRAFTS = "incident-drafts";

    private Pipeline() {}

    /** What the pipeline is made of. */
    public record Parts(Topics topics, Stages stages) {}

    /**
     * Whether the group of {@link StreamsSettings#APPLICATION_ID} reads the topic, which may be one of its own; rules are read by
     * each instance for itself.
     */
    public static boolean reads(String topic) {
        return Observations.TOPICS.contains(topic)
                || topic.equals(Topics.SYMPTOMS)
                || topic.equals(StreamsSettings.APPLICATION_ID + "-" + DRAFTS + "-repartition");
    }

    /** The topology of one instance; the same whatever its configuration. */
    public static Topology of(Topics topics, Stages stages, Properties properties) {
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));

        builder.stream(
                        Observations.TOPICS,
                        Consumed.with(Serdes.String(), Observations.serde(topics))
                                .withName("observations"))
                .process(stages.trackPods(), Named.as("track-pods"))
                .to(
                        Topics.SYMPTOMS,
                        Produced.with(Serdes.String(), topics.symptoms().valueSerde())
                                .withStreamPartitioner(new SymptomPartitioner())
                                .withName("symptoms"));

        builder.stream(
                        Topics.SYMPTOMS,
                        Consumed.<String, SymptomRecord>with(
                                        Serdes.String(), topics.symptoms().valueSerde())
                                .withName("symptoms-by-workload"))
                .process(stages.assembleIncidents(), Named.as("assemble-incidents"))
                .repartition(Repartitioned.with(Serdes.String(), stages.stores().news())
                        .withName(DRAFTS)
                        .withNumberOfPartitions(
                                1)) // incidents are few, and what they have in common shows in one place
                .process(stages.correlateFleet(), Named.as("correlate-fleet"))
                .processValues(stages.measureIncidents(), Named.as("measure-incidents"), Stores.INCIDENTS)
                .to(
                        Topics.INCIDENTS,
                        Produced.with(Serdes.String(), topics.incidents().valueSerde())
                                .withName("incidents"));

        builder.addGlobalStore(
                stages.stores().rules(),
                Topics.RULES,
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("rules"),
                stages.readRules());

        return builder.build();
    }
}
