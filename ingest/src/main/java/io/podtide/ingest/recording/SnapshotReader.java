package io.podtide.ingest.recording;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.kube.NewestTime;
import io.podtide.ingest.kube.Observer;
import io.podtide.ingest.kube.RoutingLabels;
import io.podtide.ingest.kube.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the Pods, Events and Nodes of {@code kubectl get -o json|yaml} files, of watches and of support bundles. An object that
 * is in several files counts once, in its newest version.
 */
public final class SnapshotReader {

    private static final Pattern READABLE = Pattern.compile("(?i).+\\.(json|jsonl|ndjson|yaml|yml)(\\.gz)?");
    private static final Pattern ARCHIVE = Pattern.compile("(?i).+\\.(tar|tgz|tar\\.gz)");

    private final Observer observer;
    private final BadLines bad;
    private final Map<String, SnapshotObject> found = new LinkedHashMap<>();
    private @Nullable Instant newest;
    private boolean saysWhen;

    public SnapshotReader(Cluster cluster, RoutingLabels labels, BadLines bad) {
        this.observer = new Observer(cluster, labels);
        this.bad = bad;
    }

    /** A file of any name, or a directory with everything below it that is named like JSON or YAML, or else its archives. */
    public void read(Path path) {
        if (!Files.isDirectory(path)) {
            readFile(path);
            return;
        }
        try (Stream<Path> below = Files.walk(path)) {
            var files = below.filter(Files::isRegularFile).sorted().toList();
            var readable = named(READABLE, files);
            (readable.isEmpty() ? named(ARCHIVE, files) : readable).forEach(this::readFile);
        } catch (IOException | UncheckedIOException e) {
            bad.report(new BadLine(path.toString(), 0, "cannot be listed"));
        }
    }

    private static List<Path> named(Pattern pattern, List<Path> files) {
        return files.stream()
                .filter(file -> pattern.matcher(file.getFileName().toString()).matches())
                .toList();
    }

    private void readFile(Path file) {
        try (var in = Files.newInputStream(file)) {
            read(file.toString(), in);
        } catch (IOException e) {
            bad.report(new BadLine(file.toString(), 0, Files.exists(file) ? "cannot be read" : "does not exist"));
        }
    }

    /** @param name for messages */
    public void read(String name, InputStream in) throws IOException {
        new SnapshotFile(name, bad)
                .read(TextFile.text(in), inner -> READABLE.matcher(inner).matches(), this::keep);
    }

    private void keep(SnapshotObject next) {
        var object = next.object();
        saysWhen |= next.observedAt() != null;
        var time = next.observedAt() != null ? next.observedAt() : NewestTime.of(object);
        if (time != null && (newest == null || time.isAfter(newest))) {
            newest = time;
        }
        if (object.isPod() || object.isEvent() || object.isNode()) {
            found.merge(next.key(), next, SnapshotObject::newer);
        }
    }

    /** It was recorded when it was taken: what is read is not only objects. */
    public boolean saysWhen() {
        return saysWhen;
    }

    /** @param observedAt when it was taken; null: the newest time that any object tells, of whatever kind */
    public Snapshot take(@Nullable Instant observedAt) {
        var at = observedAt != null ? observedAt : newest != null ? newest : Instant.EPOCH;
        var events = new ArrayList<KubeEvent>();
        var nodes = new ArrayList<NodeStatus>();
        var pods = new ArrayList<PodStatus>();
        var identities = Identities.of(found.values());
        for (var each : found.values()) {
            if (each.deleted()) {
                continue;
            }
            var sighting = observer.see(identities.identified(each.object()), at, Delivery.LISTED);
            if (sighting instanceof Sighting.Seen seen && seen.observation() instanceof KubeEvent event) {
                events.add(event);
            } else if (sighting instanceof Sighting.Seen seen && seen.observation() instanceof NodeStatus node) {
                nodes.add(node);
            } else if (sighting instanceof Sighting.Seen seen && seen.observation() instanceof PodStatus pod) {
                pods.add(pod);
            } else if (sighting instanceof Sighting.Rejected rejected) {
                bad.report(new BadLine(each.file(), each.line(), rejected.object() + ": " + rejected.problem()));
            }
        }
        events.sort(Comparator.comparing(KubeEvent::lastAt));
        List<Observation> all = new ArrayList<>(events);
        all.addAll(nodes);
        all.addAll(pods);
        return new Snapshot(at, all);
    }
}
