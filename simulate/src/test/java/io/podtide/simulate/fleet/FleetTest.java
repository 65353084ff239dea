package io.podtide.simulate.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podtide.simulate.take.Repertoire;
import io.podtide.simulate.take.Truth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetTest {

    private static final Repertoire REPERTOIRE = Repertoire.load();
    private static final Instant FROM = Instant.parse("2027-03-01T06:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TIME = Pattern.compile("\"(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z)\"");

    private final List<List<String>> truth = new ArrayList<>();

    private List<Line> lines(Shape shape) {
        var lines = new ArrayList<Line>();
        new Fleet(shape, REPERTOIRE, truth::add).forEachRemaining(lines::add);
        return lines;
    }

    private static Shape shape(long seed, double failures, double silences) {
        return new Shape(seed, 3, 4, 40, 0, FROM, FROM.plus(Duration.ofHours(4)), 3, failures, silences, 0);
    }

    private static List<String> texts(List<Line> lines) {
        return lines.stream()
                .map(line -> new String(line.json(), StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void theSameSeedGivesTheSameFleetAndAnotherSeedAnother() {
        var lines = texts(lines(shape(1, 24, 4)));
        assertThat(texts(lines(shape(1, 24, 4)))).isEqualTo(lines);
        assertThat(texts(lines(shape(2, 24, 4)))).isNotEqualTo(lines);
    }

    @Test
    void theSameSeedLetsTheSameFailInSeveralClusters() {
        var lines = texts(lines(together(5, 12)));
        var rows = List.copyOf(truth);
        truth.clear();
        assertThat(texts(lines(together(5, 12)))).isEqualTo(lines);
        assertThat(truth).isEqualTo(rows);
    }

    @Test
    void timeNeverGoesBack() {
        assertThat(lines(shape(1, 24, 4)).stream().map(Line::at)).isSorted();
    }

    @Test
    void itBeginsWithThePodsAskedFor() {
        var listed = lines(shape(1, 0, 0)).stream()
                .filter(line -> line.at().equals(FROM) && line.listed())
                .filter(line -> json(line).path("kind").asText().equals("Pod"))
                .count();
        assertThat(listed).isEqualTo(3 * 40);
    }

    /** As the API server would have it: ADDED once, ever newer, and over when it is deleted. */
    @Test
    void everyObjectHasALegalLife() {
        var versions = new HashMap<String, Long>();
        Set<String> deleted = new HashSet<>();
        for (var line : lines(shape(1, 24, 0))) {
            var object = json(line);
            if (line.type() == Line.Type.BOOKMARK) {
                continue;
            }
            var uid = line.cluster() + object.at("/metadata/uid").asText();
            long version = object.at("/metadata/resourceVersion").asLong();
            assertThat(deleted).doesNotContain(uid);
            assertThat(versions.containsKey(uid)).isEqualTo(line.type() != Line.Type.ADDED);
            assertThat(version).isGreaterThan(versions.getOrDefault(uid, 0L));
            versions.put(uid, version);
            if (line.type() == Line.Type.DELETED) {
                deleted.add(uid);
            }
        }
        assertThat(deleted).hasSizeGreaterThan(100);
    }

    /** A deletion is timed its grace period ahead; all else has happened when it is told. */
    @Test
    void timesInObjectsAreThoseOfTheirLines() {
        var late = new ArrayList<String>();
        for (var line : lines(shape(1, 24, 0))) {
            var text = new String(line.object(), StandardCharsets.UTF_8);
            var found = TIME.matcher(text);
            while (found.find()) {
                if (Instant.parse(found.group(1)).isAfter(line.at().plusSeconds(130))) {
                    late.add(line.at() + " " + text);
                }
            }
        }
        assertThat(late).isEmpty();
    }

    @Test
    void nothingOfTheRecordingsNamesIsLeft() {
        var names = REPERTOIRE.failures().stream()
                .flatMap(scene -> scene.namespaces().stream())
                .map(namespace -> "\"namespace\":\"" + namespace + "\"")
                .toList();
        for (var text : texts(lines(shape(1, 24, 0)))) {
            assertThat(names).noneMatch(text::contains);
        }
    }

    @Test
    void somethingIsHeardOfEveryClusterEveryTenSeconds() {
        var heard = new HashMap<String, Instant>();
        for (var line : lines(new Shape(1, 3, 1, 2, 0, FROM, FROM.plus(Duration.ofHours(1)), 1, 0, 0, 0))) {
            assertThat(Duration.between(heard.getOrDefault(line.cluster(), line.at()), line.at()))
                    .isLessThanOrEqualTo(Duration.ofSeconds(10));
            heard.put(line.cluster(), line.at());
        }
        assertThat(heard).hasSize(3);
    }

    /** As a StatefulSet has it, whatever is rolled out, scaled and drained at the same time. */
    @Test
    void noTwoPodsThatAreThereHaveOneName() {
        var names = new HashMap<String, String>();
        for (var line : lines(new Shape(1, 2, 4, 60, 2, FROM, FROM.plus(Duration.ofHours(4)), 40, 0, 0, 0))) {
            var object = json(line);
            if (line.type() == Line.Type.BOOKMARK
                    || !object.path("kind").asText().equals("Pod")) {
                continue;
            }
            var pod = line.cluster()
                    + object.at("/metadata/namespace").asText()
                    + object.at("/metadata/name").asText();
            if (line.type() == Line.Type.DELETED) {
                names.remove(pod);
            } else {
                assertThat(names.getOrDefault(pod, name(object))).as(pod).isEqualTo(name(object));
                names.put(pod, name(object));
            }
        }
        assertThat(names).isNotEmpty();
    }

    @Test
    void whatFailsInSeveralClustersBeginsInAllOfThemWithinMinutesAndIsSeen() {
        var lines = lines(together(5, 12));
        var fleet = truth.stream()
                .filter(row -> cell(row, "workload_kind").equals("Fleet"))
                .toList();
        assertThat(fleet).hasSizeGreaterThan(3);
        for (var outbreak : fleet) {
            var what = cell(outbreak, "what").split(" in ", 2);
            var clusters = List.of(what[1].split(", "));
            assertThat(clusters).hasSizeBetween(3, 5).doesNotHaveDuplicates();
            var began = Instant.parse(cell(outbreak, "began"));
            for (var cluster : clusters) {
                var its = truth.stream()
                        .filter(row -> cell(row, "scenario").equals(cluster)
                                && cell(row, "what").equals(what[0]))
                        .map(row -> Instant.parse(cell(row, "began")))
                        .toList();
                assertThat(its).anySatisfy(at -> assertThat(at).isBetween(began, began.plusSeconds(180)));
                assertThat(lines)
                        .anyMatch(line -> line.cluster().equals(cluster)
                                && line.at().isAfter(began.plusSeconds(180))
                                && line.at().isBefore(Instant.parse(cell(outbreak, "until")))
                                && new String(line.object(), StandardCharsets.UTF_8)
                                        .contains(cell(outbreak, "workload")));
            }
        }
    }

    @Test
    void withFewerThanThreeClustersNothingFailsInSeveral() {
        lines(together(2, 0));
        assertThat(truth).isEmpty();
    }

    /** Whatever else goes on: drains leave them alone, and a rollout has one node without its pod at a time. */
    @Test
    void aDaemonSetHasOnePodOnEachNodeOrIsAboutToMakeIt() {
        var shape = new Shape(1, 1, 5, 10, 2, FROM, FROM.plus(Duration.ofHours(6)), 40, 0, 0, 0);
        var pods = new HashMap<String, Map<String, String>>();
        var made = new HashSet<String>();
        for (var line : lines(shape)) {
            var object = json(line);
            if (!object.at("/metadata/ownerReferences/0/kind").asText().equals("DaemonSet")) {
                continue;
            }
            var set = object.at("/metadata/ownerReferences/0/name").asText();
            var nodes = pods.computeIfAbsent(set, name -> new HashMap<>());
            var node = object.at("/spec/nodeName").asText();
            if (line.type() == Line.Type.DELETED) {
                assertThat(nodes.remove(node)).isEqualTo(name(object));
                assertThat(nodes).hasSize(4);
            } else if (!node.isEmpty()) {
                assertThat(nodes.getOrDefault(node, name(object))).isEqualTo(name(object));
                nodes.put(node, name(object));
                made.add(name(object));
            }
        }
        assertThat(pods).containsOnlyKeys("log-agent", "node-exporter");
        assertThat(pods.values()).allSatisfy(nodes -> assertThat(nodes).hasSizeBetween(4, 5));
        assertThat(made).hasSizeGreaterThan(30);
    }

    @Test
    void daemonSetsLeaveAllElseAsItIs() {
        var without = new Shape(1, 2, 4, 20, 0, FROM, FROM.plus(Duration.ofHours(3)), 10, 24, 0, 0);
        var with = new Shape(1, 2, 4, 20, 3, FROM, FROM.plus(Duration.ofHours(3)), 10, 24, 0, 0);
        var others = texts(lines(with));
        others.removeIf(text -> text.contains("\"namespace\":\"platform\""));
        assertThat(others).containsExactlyInAnyOrderElementsOf(texts(lines(without)));
    }

    @Test
    void ownersTellOfEachPodThatComesAndOfMostThatGo() {
        var made = new HashSet<String>();
        var gone = new HashSet<String>();
        var told = new HashSet<String>();
        var names = new ArrayList<String>();
        var owners = new HashMap<String, Set<String>>();
        for (var line : lines(healthy(4))) {
            var object = json(line);
            var about = object.at("/involvedObject/kind").asText();
            if (about.matches("ReplicaSet|StatefulSet|DaemonSet|Job|CronJob")) {
                owners.computeIfAbsent(about + object.at("/involvedObject/name"), name -> new HashSet<>())
                        .add(object.at("/involvedObject/uid").asText());
                names.add(object.at("/metadata/namespace").asText() + "/"
                        + object.at("/metadata/name").asText());
                told.add(object.path("reason").asText() + ": "
                        + object.path("message").asText());
            } else if (line.type() == Line.Type.ADDED && !line.listed() && about.isEmpty()) {
                made.add(object.at("/metadata/name").asText());
            } else if (line.type() == Line.Type.DELETED
                    && object.at("/metadata/ownerReferences/0/kind").asText().equals("ReplicaSet")) {
                gone.add(object.at("/metadata/name").asText());
            }
        }
        assertThat(owners.values()).allSatisfy(uids -> assertThat(uids).hasSize(1));
        assertThat(names).doesNotHaveDuplicates();
        assertThat(made)
                .hasSizeGreaterThan(300)
                .allMatch(pod -> told.contains("SuccessfulCreate: Created pod: " + pod)
                        || told.stream()
                                .anyMatch(text -> text.startsWith("SuccessfulCreate: Create Pod " + pod + " ")));
        // of one that is drained the ReplicaSet tells nothing
        assertThat(gone.stream().filter(pod -> told.contains("SuccessfulDelete: Deleted pod: " + pod)))
                .hasSizeGreaterThan(gone.size() / 2);
        assertThat(told)
                .anyMatch(text -> text.equals("Completed: Job completed"))
                .anyMatch(text -> text.matches("SuccessfulCreate: Created job nightly-.*"))
                .anyMatch(text -> text.matches("SawCompletedJob: Saw completed job: nightly-.*, condition: Complete"))
                .anyMatch(text -> text.matches("SuccessfulDelete: Deleted job nightly-.*"));
    }

    @Test
    void theEventsOfOwnersCanBeLeftOut() {
        var lines = new ArrayList<Line>();
        new Fleet(healthy(2), Repertoire.ofPods(), truth::add).forEachRemaining(lines::add);
        assertThat(lines.stream()
                        .map(line -> json(line).at("/involvedObject/kind").asText()))
                .containsAnyOf("Pod")
                .isSubsetOf("", "Pod", "Node");
    }

    private static Shape healthy(int hours) {
        return new Shape(1, 1, 4, 60, 2, FROM, FROM.plus(Duration.ofHours(hours)), 10, 0, 0, 0);
    }

    private static Shape together(int clusters, double silences) {
        return new Shape(2, clusters, 4, 20, 0, FROM, FROM.plus(Duration.ofHours(6)), 1, 0, silences, 30);
    }

    private static String cell(List<String> row, String column) {
        return row.get(Truth.columns().indexOf(column));
    }

    @Test
    void aSilentClusterIsListedAnew() {
        var lines = lines(shape(3, 0, 12));
        var silences = truth.stream()
                .filter(row -> row.get(Truth.columns().indexOf("kind")).equals("CLUSTER_SILENT"))
                .toList();
        assertThat(silences).isNotEmpty();
        for (var silence : silences) {
            var cluster = silence.get(Truth.columns().indexOf("scenario"));
            var began = Instant.parse(silence.get(Truth.columns().indexOf("began")));
            var until = Instant.parse(silence.get(Truth.columns().indexOf("until")));
            var own = lines.stream()
                    .filter(line -> line.cluster().equals(cluster))
                    .toList();
            assertThat(own)
                    .noneMatch(line -> line.at().isAfter(began) && line.at().isBefore(until));
            assertThat(podsAt(own, until)).isEqualTo(listedAt(own, until));
        }
    }

    /** What those who saw every line would know; the list's own lines left out. */
    private static Set<String> podsAt(List<Line> lines, Instant until) {
        var before = podsSeen(lines, until);
        lines.stream()
                .filter(line -> line.at().equals(until) && line.listed() && line.type() == Line.Type.DELETED)
                .forEach(line -> before.remove(name(json(line))));
        lines.stream()
                .filter(line -> line.at().equals(until) && line.listed() && line.type() == Line.Type.ADDED)
                .filter(line -> json(line).path("kind").asText().equals("Pod"))
                .forEach(line -> before.putIfAbsent(name(json(line)), true));
        return before.keySet();
    }

    private static Map<String, Boolean> podsSeen(List<Line> lines, Instant until) {
        var pods = new HashMap<String, Boolean>();
        for (var line : lines) {
            if (line.type() != Line.Type.BOOKMARK
                    && line.at().isBefore(until)
                    && json(line).path("kind").asText().equals("Pod")) {
                if (line.type() == Line.Type.DELETED) {
                    pods.remove(name(json(line)));
                } else {
                    pods.put(name(json(line)), true);
                }
            }
        }
        return pods;
    }

    private static Set<String> listedAt(List<Line> lines, Instant at) {
        var pods = new HashSet<String>();
        lines.stream()
                .filter(line -> line.at().equals(at) && line.listed() && line.type() == Line.Type.ADDED)
                .map(FleetTest::json)
                .filter(object -> object.path("kind").asText().equals("Pod"))
                .forEach(object -> pods.add(name(object)));
        return pods;
    }

    private static String name(JsonNode object) {
        return object.at("/metadata/uid").asText();
    }

    private static JsonNode json(Line line) {
        try {
            return JSON.readTree(line.object());
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + new String(line.object(), StandardCharsets.UTF_8), e);
        }
    }
}
