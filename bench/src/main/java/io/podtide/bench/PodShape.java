package io.podtide.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The JSON of a pod with places to fill in. The shapes were made from pods of recordings, with the field managers' records, a
 * mesh sidecar, probes and environment that pods of a company have: 11 KB each on average.
 */
final class PodShape {

    private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

    /** Microseconds that a container runs before it crashes. */
    private static final long CRASHED_AFTER = 10_000_000;

    /** What is filled in. */
    private enum Place {
        NAME,
        NS,
        UID,
        OWNER,
        W,
        NODE,
        RV,
        RESTARTS,
        TIME,
        STARTED,
        LAST
    }

    /** What tells one pod from another; its number makes all of it. */
    record Pod(int number, long seed) {

        static final int PODS_OF_A_WORKLOAD = 20;
        private static final int NAMESPACES = 200;
        private static final int PODS_OF_A_NODE = 100;

        int workload() {
            return number / PODS_OF_A_WORKLOAD;
        }

        private long mixed(long salt) {
            var mixed = (seed + number * 31L + salt) * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            return mixed ^ (mixed >>> 27);
        }
    }

    private final List<byte[]> texts = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    private PodShape(String template) {
        var place = PLACE.matcher(template);
        var from = 0;
        while (place.find()) {
            texts.add(template.substring(from, place.start()).getBytes(UTF_8));
            places.add(Place.valueOf(place.group(1)));
            from = place.end();
        }
        texts.add(template.substring(from).getBytes(UTF_8));
    }

    static List<PodShape> all() {
        try (var in = PodShape.class.getResourceAsStream("pods.jsonl")) {
            if (in == null) {
                throw new IllegalStateException("pods.jsonl is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(PodShape::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of which a container can be shown to have crashed. */
    static List<PodShape> crashing() {
        return all().stream().filter(shape -> shape.places.contains(Place.LAST)).toList();
    }

    /**
     * What is different from one line of a pod to the next.
     *
     * @param version microseconds since 1970 of the change
     * @param started the same of its container
     * @param crashed the container had crashed just before it started
     */
    record State(long version, long started, int restarts, boolean crashed) {}

    void write(Bytes out, Pod pod, State state) {
        for (var i = 0; i < places.size(); i++) {
            out.add(texts.get(i));
            fill(out, places.get(i), pod, state);
        }
        out.add(texts.get(places.size()));
    }

    private static void fill(Bytes out, Place place, Pod pod, State state) {
        switch (place) {
            case NAME ->
                out.add("workload-")
                        .add(pod.workload())
                        .add("-")
                        .hex(pod.mixed(1), 5)
                        .add("-")
                        .add(pod.number);
            case NS -> out.add("team-").add(pod.workload() % Pod.NAMESPACES);
            case UID -> uid(out, pod.mixed(2), pod.mixed(3));
            case OWNER -> uid(out, pod.workload() * 0x9E3779B97F4A7C15L, pod.workload());
            case W -> out.add(pod.workload());
            case NODE -> out.add("node-").add(pod.number % Math.max(1, (pod.number / Pod.PODS_OF_A_NODE) + 1));
            case RV -> out.add(state.version);
            case RESTARTS -> out.add(state.restarts);
            case TIME -> out.add(time(state.version));
            case STARTED -> out.add(time(state.started));
            case LAST -> last(out, state);
        }
    }

    private static void last(Bytes out, State state) {
        if (state.crashed) {
            out.add("{\"terminated\":{\"exitCode\":1,\"reason\":\"Error\",\"startedAt\":\"")
                    .add(time(state.started - CRASHED_AFTER))
                    .add("\",\"finishedAt\":\"")
                    .add(time(state.started))
                    .add("\"}}");
        } else {
            out.add("{}");
        }
    }

    private static void uid(Bytes out, long high, long low) {
        out.hex(high >>> 32, 8)
                .add("-")
                .hex(high >>> 16, 4)
                .add("-")
                .hex(high, 4)
                .add("-");
        out.hex(low >>> 48, 4).add("-").hex(low, 12);
    }

    /** Versions are microseconds since 1970. */
    private static String time(long version) {
        return Instant.ofEpochSecond(version / 1_000_000)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }
}
