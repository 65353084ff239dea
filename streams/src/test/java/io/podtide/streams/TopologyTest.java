package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dataflow as text: {@code topology.txt} changes with it, so that a change is a diff to read. To accept one, run with
 * {@code -Dpodtide.write-topology=true}.
 */
class TopologyTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/podtide/streams/topology.txt");
    private static final Path README = Path.of("../README.md");
    private static final Pattern GENERATED = Pattern.compile("K(STREAM|TABLE)-");

    @TempDir
    Path stateDir;

    @Test
    void theTopologyIsTheOneThatWasReviewed() throws IOException {
        var described = DrivenPipeline.topology(stateDir).describe().toString();
        if (Boolean.getBoolean("podtide.write-topology")) {
            Files.writeString(GOLDEN, described);
        }
        assertThat(described).isEqualTo(Files.readString(GOLDEN, StandardCharsets.UTF_8));
    }

    @Test
    void everyNameIsGivenByUs() {
        assertThat(DrivenPipeline.topology(stateDir).describe().toString()).doesNotContainPattern(GENERATED);
    }

    @Test
    void thePictureInPipelineShowsAllOfIt() throws IOException {
        var source = Files.readString(Path.of("src/main/java/io/podtide/streams/Pipeline.java"));
        var picture = source.substring(source.indexOf("<pre>"), source.indexOf("</pre>"));
        assertThat(names())
                .allSatisfy(name -> assertThat(picture)
                        .as("the picture in Pipeline does not show %s", name)
                        .contains(name));
    }

    @Test
    void theReadmeShowsAllOfIt() throws IOException {
        var readme = Files.readString(README, StandardCharsets.UTF_8);
        assertThat(names())
                .allSatisfy(name -> assertThat(readme)
                        .as("README.md does not name %s, which is in the topology", name)
                        .contains(name));
    }

    @Test
    void itReadsItsSourcesAndNothingElse() {
        var read = new TreeSet<String>();
        var written = new TreeSet<String>();
        for (var subtopology : DrivenPipeline.topology(stateDir).describe().subtopologies()) {
            for (var node : subtopology.nodes()) {
                if (node instanceof Source source) {
                    source.topicSet().forEach(topic -> read.add(named(topic)));
                } else if (node instanceof Sink sink) {
                    written.add(named(sink.topic()));
                }
            }
        }
        assertThat(read).hasSizeGreaterThan(Observations.TOPICS.size()).allMatch(Pipeline::reads);
        written.removeAll(read);
        assertThat(written).isNotEmpty().noneMatch(Pipeline::reads);
    }

    /** As Kafka has it: Kafka Streams' own topics carry the name of the application. */
    private static String named(String topic) {
        return topic.endsWith("-repartition") ? StreamsSettings.APPLICATION_ID + "-" + topic : topic;
    }

    /** Steps, topics that are read and topics that are written; without {@code podtide.} and what Kafka Streams puts behind. */
    private List<String> names() {
        var names = new TreeSet<String>();
        DrivenPipeline.topology(stateDir)
                .describe()
                .globalStores()
                .forEach(global -> names.addAll(global.source().topicSet()));
        for (var subtopology : DrivenPipeline.topology(stateDir).describe().subtopologies()) {
            for (var node : subtopology.nodes()) {
                if (node instanceof Source source) {
                    names.addAll(source.topicSet());
                } else if (node instanceof Sink sink) {
                    names.add(sink.topic());
                } else if (node instanceof Processor processor
                        && !processor.stores().isEmpty()) {
                    names.add(processor.name());
                }
            }
        }
        return names.stream()
                .map(name -> name.replace("podtide.", "").replace("-repartition", ""))
                .toList();
    }
}
