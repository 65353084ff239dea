package io.podtide.bench.scale;

import io.podtide.bench.Figures;
import io.podtide.wire.SymptomRecord.ClusterProgress;
import io.podtide.wire.SymptomRecord.Progress;
import io.podtide.wire.registry.SchemaIds;
import io.podtide.wire.topic.Topics;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The figures that {@code docs/sizing.md} begins with, under the names that they have there. */
final class SizingInputs {

    private static final int CLUSTERS = 1_000;

    private SizingInputs() {}

    /**
     * @param pods of the fleet
     * @param growth of one instance with that fleet
     * @param oneThread of one instance with one thread; empty where that was not measured
     */
    static Map<String, Double> of(int pods, Figures growth, Optional<Figures> oneThread) {
        var inputs = new LinkedHashMap<String, Double>();
        inputs.put("measured_pods", (double) pods);
        inputs.put("changes_per_pod_hour", growth.median(Growth.CHANGES_OF_A_POD));
        inputs.put("record_bytes", growth.median(Growth.BYTES_OF_A_RECORD));
        inputs.put("record_cpu_us", growth.median(Growth.CPU));
        oneThread.ifPresent(figures -> inputs.put("thread_per_s", figures.median(Growth.PER_SECOND)));
        inputs.put("rss_mib", oneThread.orElse(growth).median(Growth.PEAK_MEMORY));
        inputs.put("heap_mib", growth.median(Growth.MOST_HEAP));
        inputs.put("state_bytes", growth.median(Growth.STATE_OF_A_POD));
        inputs.put("changelog_records", growth.median(Growth.RESTORED) / growth.median(Growth.RECORDS));
        inputs.put("changelog_record_bytes", growth.median(Growth.CHANGELOGS) / growth.median(Growth.RESTORED));
        inputs.put("restored_per_s", growth.median(Growth.RESTORED_PER_SECOND));
        inputs.put("progress_bytes", progressBytes());
        return inputs;
    }

    static String table(Map<String, Double> inputs) {
        var table = new StringBuilder();
        inputs.forEach((name, value) -> table.append(
                String.format(Locale.ROOT, value < 100 ? "| `%s` | %.2f |%n" : "| `%s` | %.0f |%n", name, value)));
        return table.toString();
    }

    /** Of each cluster in what a task tells all others of how far it has come. */
    private static double progressBytes() {
        var clusters = IntStream.range(0, CLUSTERS)
                .mapToObj(i -> new ClusterProgress(
                        String.format(Locale.ROOT, "prod-eu-west-1-%04d", i),
                        Instant.ofEpochSecond(1_800_000_000L + i),
                        false))
                .toList();
        var bytes = Topics.of(SchemaIds.fixed())
                .symptoms()
                .valueSerde()
                .serializer()
                .serialize(Topics.SYMPTOMS, new Progress(0, clusters));
        return (double) bytes.length / CLUSTERS;
    }
}
