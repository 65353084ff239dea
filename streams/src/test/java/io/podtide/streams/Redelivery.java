package io.podtide.streams;

import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ClusterClock.Mark;
import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.NodeStatus;
import io.podtide.detect.observation.Observation;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.PodStatus.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What Kubernetes, Kafka and a new ingestor may make of a history on its way. */
final class Redelivery {

    /** How something comes again. */
    enum How {
        /** One record of any time before. */
        ONE,
        /** What was sent last, in its order: a producer that heard of no acknowledgement. */
        LATEST,
        /** Everything so far: offsets were lost, or a topic was copied. */
        ALL,
        /** By a list: an ingestor has begun anew. */
        LIST
    }

    /**
     * @param at where in the history, in thousandths
     * @param choice what of it, or how much
     */
    record Again(How how, int at, int choice) {}

    private static final Duration KEPT = Duration.ofHours(1);
    private static final int AT_ONCE = 20;

    private Redelivery() {}

    static List<Observation> of(List<Observation> history, List<Again> repetitions) {
        var sorted =
                repetitions.stream().sorted(Comparator.comparing(Again::at)).toList();
        var out = new ArrayList<Observation>();
        int from = 0;
        for (var again : sorted) {
            int to = 1 + (history.size() - 1) * again.at() / 1_000;
            out.addAll(history.subList(from, to));
            out.addAll(again(history.subList(0, to), again));
            from = to;
        }
        out.addAll(history.subList(from, history.size()));
        return out;
    }

    private static List<Observation> again(List<Observation> sofar, Again again) {
        return switch (again.how()) {
            case ONE -> List.of(sofar.get(again.choice() % sofar.size()));
            case LATEST -> sofar.subList(Math.max(0, sofar.size() - 1 - again.choice() % AT_ONCE), sofar.size());
            case ALL -> sofar;
            case LIST -> listed(sofar);
        };
    }

    /** What there is, as an ingestor lists it that has begun when the newest of this was seen. */
    private static List<Observation> listed(List<Observation> sofar) {
        var at = sofar.get(sofar.size() - 1).observedAt();
        Map<String, Observation> there = new LinkedHashMap<>();
        for (var o : sofar) {
            if (o instanceof PodStatus pod) {
                there.remove(pod.key());
                if (pod.delivery() != Delivery.DELETED) {
                    there.put(pod.key(), listed(pod, at));
                }
            } else if (o instanceof NodeStatus node) {
                there.put(node.key(), listed(node, at));
            } else if (o instanceof KubeEvent event && event.lastAt().isAfter(at.minus(KEPT))) {
                there.put(event.uid(), listed(event, at));
            }
        }
        var out = new ArrayList<Observation>();
        out.add(new ClusterClock("prod", at, Mark.GAP_STARTED, null));
        out.addAll(there.values());
        out.add(new ClusterClock("prod", at, Mark.NODES_SYNCED, at));
        out.add(new ClusterClock("prod", at, Mark.SYNCED, at));
        out.add(new ClusterClock("prod", at, Mark.GAP_ENDED, at));
        return out;
    }

    /** Every topic in its order, but one behind the other by less than a stage waits for. */
    static List<Observation> interleaved(List<Observation> history, long seed) {
        var random = new Random(seed);
        Map<Class<?>, Instant> newest = new LinkedHashMap<>();
        record Read(Observation observation, Instant at) {}
        var read = new ArrayList<Read>();
        for (var o : history) {
            var late = o.observedAt().plusMillis(random.nextInt(1_900));
            var at = newest.merge(o.getClass(), late, (a, b) -> a.isAfter(b) ? a : b);
            read.add(new Read(o, at));
        }
        return read.stream()
                .sorted(Comparator.comparing(Read::at))
                .map(Read::observation)
                .toList();
    }

    private static Observation listed(PodStatus p, Instant at) {
        return new PodStatus(
                p.workload(),
                p.name(),
                p.uid(),
                p.labels(),
                p.resourceVersion(),
                at,
                Delivery.LISTED,
                p.node(),
                p.restartPolicy(),
                p.gated(),
                p.createdAt(),
                p.startedAt(),
                p.deletionTimestamp(),
                p.finalizers(),
                p.phase(),
                p.reason(),
                p.message(),
                p.conditions(),
                p.containers());
    }

    private static Observation listed(NodeStatus n, Instant at) {
        return new NodeStatus(
                n.cluster(),
                n.clusterUid(),
                n.name(),
                n.uid(),
                n.resourceVersion(),
                at,
                Delivery.LISTED,
                n.unschedulable(),
                n.taints(),
                n.createdAt(),
                n.conditions());
    }

    private static Observation listed(KubeEvent e, Instant at) {
        return new KubeEvent(
                e.cluster(),
                e.workload(),
                e.uid(),
                e.resourceVersion(),
                at,
                e.regarding(),
                e.warning(),
                e.reason(),
                e.message(),
                e.component(),
                e.node(),
                e.count(),
                e.firstAt(),
                e.lastAt());
    }
}
