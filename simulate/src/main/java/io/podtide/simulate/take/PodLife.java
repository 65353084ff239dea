package io.podtide.simulate.take;

import io.podtide.simulate.take.Step.Kind;
import io.podtide.simulate.take.TextCompiler.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The life of a healthy pod and its Events, and those of what owns it that are about it.
 *
 * @param begin until it runs, or has done its work
 * @param deleted how it goes when its controller wants it no more
 * @param drained how it goes when its node is drained
 */
public record PodLife(List<Step> begin, List<Step> deleted, List<Step> drained) {

    /** Parts of {@link Cast#name}: the pod. */
    public static final int POD = 0;
    /** What owns it: a ReplicaSet, a Job, a StatefulSet. */
    public static final int OWNER = 1;
    /** What a person would call it by. */
    public static final int WORKLOAD = 2;
    /** Its namespace. */
    public static final int NAMESPACE = 3;
    /** Its node. */
    public static final int NODE = 4;
    /** Value of the label {@code pod-template-hash}; of a DaemonSet that of {@code controller-revision-hash}. */
    public static final int HASH = 5;

    /** Of this pod in a recording. */
    static PodLife of(String recording, String workload, String pod, boolean owners) {
        return of(recording, workload, pod, pod, owners);
    }

    /**
     * The same; how it goes when its node is drained is another's, of the same workload.
     *
     * @param owners with their Events
     */
    static PodLife of(String recording, String workload, String pod, String drained, boolean owners) {
        var lines = Recorded.read(recording);
        var own = about(lines, uid(lines, pod));
        var names = names(own, workload);
        var main = acts(owners ? withOwners(lines, own) : own, names);
        var other =
                pod.equals(drained) ? main : acts(renamed(recording, about(lines, uid(lines, drained)), own), names);
        return new PodLife(main.begin(), main.end(), other.end());
    }

    /** The first of this name: those of a StatefulSet have namesakes. */
    private static String uid(List<Recorded> lines, String pod) {
        return lines.stream()
                .filter(line -> line.kind() == Kind.POD && line.name().equals(pod))
                .map(Recorded::uid)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no pod " + pod));
    }

    private static List<Recorded> about(List<Recorded> lines, String uid) {
        return lines.stream()
                .filter(line -> line.isAbout(uid))
                .dropWhile(line -> line.kind() != Kind.POD)
                .toList();
    }

    /** From when it is there until it is gone: the next of its name has Events of its own. */
    private static List<Recorded> withOwners(List<Recorded> lines, List<Recorded> own) {
        var pod = last(own);
        var from = own.get(0).at();
        var owners = lines.stream()
                .filter(line -> line.isOfOwner(pod))
                .filter(line -> !line.at().isBefore(from) && !line.at().isAfter(pod.at()));
        return Stream.concat(owners, own.stream())
                .sorted(Comparator.comparing(Recorded::at))
                .toList();
    }

    /** The lines of one pod as those of another, whose own are left out. */
    private static List<Recorded> renamed(String recording, List<Recorded> from, List<Recorded> to) {
        var is = last(from);
        var becomes = last(to);
        var lines = Recorded.read(
                recording,
                line -> line.contains(is.uid())
                        ? line.replace(is.uid(), becomes.uid())
                                .replace(is.name(), becomes.name())
                                .replace(is.text("/spec/nodeName"), becomes.text("/spec/nodeName"))
                        : line.replace(becomes.uid(), is.uid()));
        return about(lines, becomes.uid());
    }

    private static Names names(List<Recorded> lines, String workload) {
        var pod = last(lines);
        var parts = new ArrayList<>(List.of(
                pod.name(),
                pod.text("/metadata/ownerReferences/0/name"),
                workload,
                pod.namespace(),
                pod.text("/spec/nodeName")));
        boolean everywhere = pod.text("/metadata/ownerReferences/0/kind").equals("DaemonSet");
        var hash = pod.text("/metadata/labels/" + (everywhere ? "controller-revision-hash" : "pod-template-hash"));
        if (!hash.isEmpty()) {
            parts.add(hash);
        }
        return Names.of(parts);
    }

    /** The pod as it was at the end, when it had a node. */
    private static Recorded last(List<Recorded> lines) {
        return lines.stream()
                .filter(line -> line.kind() == Kind.POD)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static Acts acts(List<Recorded> lines, Names names) {
        var began = lines.get(0).at();
        var ended = lines.stream()
                .filter(Recorded::isLeaving)
                .findFirst()
                .orElseThrow()
                .at();
        var span = Span.until(began, ended);
        var objects = new LinkedHashMap<String, Integer>();
        var acts = new Acts();
        for (var line : lines) {
            boolean leaves = !line.at().isBefore(ended);
            acts.add(leaves ? Act.END : Act.BEGIN, step(line, leaves ? ended : began, span, names, objects));
        }
        return acts;
    }

    private static Step step(Recorded line, Instant from, Span span, Names names, Map<String, Integer> objects) {
        int object = objects.computeIfAbsent(line.uid(), uid -> objects.size());
        long millis = line.at().toEpochMilli() - from.toEpochMilli();
        boolean ofOwner =
                line.kind() == Kind.EVENT && !line.text("/involvedObject/kind").equals("Pod");
        var text = ofOwner
                ? TextCompiler.compileShared(line.object(), names, span)
                : TextCompiler.compile(line.object(), names, span);
        return new Step(millis, line.type(), line.kind(), object, text);
    }
}
