package io.podtide.ingest.kube;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code spec} of a Pod, or of a Node. */
record ObjectSpec(
        String nodeName,
        String restartPolicy,
        List<Gate> schedulingGates,
        List<Container> initContainers,
        List<Container> containers,
        List<Container> ephemeralContainers,
        @Nullable Resources resources,
        boolean unschedulable,
        List<Taint> taints) {

    /** One of {@code schedulingGates}. */
    record Gate(String name) {}

    /** One of a Node's {@code taints}. */
    record Taint(String key, String value, String effect) {}

    /** One of {@code containers} and its siblings. */
    record Container(
            String name,
            String image,
            String restartPolicy,
            @Nullable Resources resources,
            @Nullable Probe readinessProbe,
            @Nullable Probe startupProbe) {}

    /** Of a container, or of a pod for all of its containers together (KEP-2837). */
    record Resources(@Nullable Limits limits) {}

    record Limits(String memory) {}

    /** Zero stands for absent: the API server puts its default in the place of both. */
    record Probe(int initialDelaySeconds, int periodSeconds, int failureThreshold) {}

    Stream<Container> allContainers() {
        return Stream.of(initContainers, containers, ephemeralContainers).flatMap(List::stream);
    }
}
