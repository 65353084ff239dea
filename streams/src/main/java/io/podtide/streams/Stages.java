package io.podtide.streams;

import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.Observation;
import io.podtide.streams.state.FleetNews;
import io.podtide.wire.SymptomRecord;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The three steps, each with the stores it brings.
 *
 * @param rules in force, which may change at any time
 * @param catalogue where causes are looked up
 * @param origins partitions of {@code podtide.pod-status}: so many tasks of the first stage tell how far time has moved on
 */
public record Stages(RulesInForce rules, CauseCatalogue catalogue, Stores stores, int origins) {

    ProcessorSupplier<String, byte[], Void, Void> readRules() {
        return new ReadRules.Supplier(rules);
    }

    ProcessorSupplier<String, Observation, String, SymptomRecord> trackPods() {
        return new TrackPods.Supplier(this);
    }

    ProcessorSupplier<String, SymptomRecord, String, FleetNews> assembleIncidents() {
        return new AssembleIncidents.Supplier(this);
    }

    ProcessorSupplier<String, FleetNews, String, Incident> correlateFleet() {
        return new CorrelateFleet.Supplier(this);
    }
}
