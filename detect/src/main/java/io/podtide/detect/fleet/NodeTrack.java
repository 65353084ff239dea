package io.podtide.detect.fleet;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterKey;
import io.podtide.detect.symptom.SymptomChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one node: out-of-memory kills of its pods, and the incident they have become; whose pods were lost with it.
 *
 * @param kills the newest of its pods, and of those that name none, in the order of their times
 * @param children ids of workloads' incidents with pods on this node that are not resolved
 * @param lost keys of workloads that had pods on it when it was lost; empty once it is back
 * @param loss id of the incident of its loss; null if it is not lost
 * @param told its incident of memory as last told; null if there is none
 * @param until when that is to be resolved, or forgotten once it is; without one, when the rest is looked through for what no longer
 *     matters
 */
public record NodeTrack(
        String cluster,
        String node,
        List<Kill> kills,
        SortedSet<String> children,
        SortedSet<String> lost,
        @Nullable String loss,
        @Nullable Incident told,
        @Nullable Instant until) {

    private static final int KILLS_KEPT = 40;
    private static final int CHILDREN_KEPT = 200;

    /** More than a node has pods, by the kubelet's default. */
    private static final int LOST_KEPT = 200;

    public NodeTrack {
        kills = List.copyOf(kills);
        children = Collections.unmodifiableSortedSet(new TreeSet<>(children));
        lost = Collections.unmodifiableSortedSet(new TreeSet<>(lost));
    }

    /**
     * An out-of-memory kill on the node.
     *
     * @param podUid empty where the node as a whole ran out of memory, and nobody says whose process was killed
     * @param workload its key; empty, as {@code podName}, where {@code podUid} is
     */
    public record Kill(Instant at, String podUid, String podName, String workload, Diagnosis diagnosis) {

        /** The node as a whole ran out of memory. */
        static Kill ofSystem(SymptomChange said) {
            return new Kill(said.at(), "", "", "", said.diagnosis());
        }

        /** Of a pod, as its status tells. */
        boolean ofPod() {
            return !podUid.isEmpty();
        }
    }

    static NodeTrack of(String cluster, String node) {
        return new NodeTrack(cluster, node, List.of(), new TreeSet<>(), new TreeSet<>(), null, null, null);
    }

    /** Key {@code cluster/node}. */
    public String key() {
        return ClusterKey.of(cluster, node);
    }

    /** Nothing is remembered of it: stores keep no record of it. */
    public boolean empty() {
        return kills.isEmpty() && children.isEmpty() && lost.isEmpty() && loss == null && told == null;
    }

    boolean open() {
        return told != null && told.state() != Incident.State.RESOLVED;
    }

    /** What the node says may be told again; what its pods show is not. */
    NodeTrack with(Kill kill) {
        if (!kill.ofPod() && kills.contains(kill)) {
            return this;
        }
        var alike = kills.stream().filter(k -> k.ofPod() == kill.ofPod()).toList();
        var all = new ArrayList<>(kills);
        all.add(kill);
        all.sort(Comparator.comparing(Kill::at));
        if (alike.size() >= KILLS_KEPT) {
            all.remove(kill.at().isBefore(alike.get(0).at()) ? kill : alike.get(0));
        }
        return new NodeTrack(cluster, node, all, children, lost, loss, told, until);
    }

    /** What its kubelet said when the node as a whole ran out of memory, newest first. */
    List<Kill> ofSystem() {
        var found = new ArrayList<>(kills.stream().filter(k -> !k.ofPod()).toList());
        Collections.reverse(found);
        return found;
    }

    /** Out-of-memory kills of its pods since a time. */
    List<Kill> ofPodsSince(Instant begin) {
        return kills.stream().filter(k -> k.ofPod() && !k.at().isBefore(begin)).toList();
    }

    NodeTrack withChild(String id) {
        if (children.contains(id) || children.size() >= CHILDREN_KEPT) {
            return this;
        }
        var all = new TreeSet<>(children);
        all.add(id);
        return new NodeTrack(cluster, node, kills, all, lost, loss, told, until);
    }

    NodeTrack withoutChild(String id) {
        var all = new TreeSet<>(children);
        return all.remove(id) ? new NodeTrack(cluster, node, kills, all, lost, loss, told, until) : this;
    }

    /** A workload has a pod on it, and it is lost. */
    NodeTrack withLost(String workload) {
        if (lost.size() >= LOST_KEPT || lost.contains(workload)) {
            return this;
        }
        var all = new TreeSet<>(lost);
        all.add(workload);
        return new NodeTrack(cluster, node, kills, children, all, loss, told, until);
    }

    /** It is lost, and that is this incident; or, with null, it is back. */
    NodeTrack loss(@Nullable String id) {
        return new NodeTrack(cluster, node, kills, children, id == null ? new TreeSet<>() : lost, id, told, until);
    }

    /**
     * Without what no longer matters.
     *
     * @param begin kills before it are forgotten
     * @param goesOn whether the incident of a child does
     */
    NodeTrack without(Instant begin, Predicate<String> goesOn) {
        return new NodeTrack(
                cluster,
                node,
                kills.stream().filter(k -> !k.at().isBefore(begin)).toList(),
                children.stream().filter(goesOn).collect(Collectors.toCollection(TreeSet::new)),
                loss == null ? new TreeSet<>() : lost,
                loss,
                told,
                until);
    }

    /** Whose pods were lost with it, and nothing else. */
    public NodeTrack lossOnly() {
        return new NodeTrack(cluster, node, List.of(), new TreeSet<>(), lost, loss, null, null);
    }

    NodeTrack with(@Nullable Incident revision, @Nullable Instant deadline) {
        return new NodeTrack(cluster, node, kills, children, lost, loss, revision, deadline);
    }

    /** One kill a pod, the first, of those since a time. */
    SortedMap<String, Kill> podsKilledSince(Instant begin) {
        var byPod = new TreeMap<String, Kill>();
        ofPodsSince(begin).forEach(k -> byPod.putIfAbsent(k.podUid(), k));
        return byPod;
    }
}
