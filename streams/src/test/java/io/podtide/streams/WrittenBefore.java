package io.podtide.streams;

import static io.podtide.streams.APod.aPod;
import static io.podtide.streams.Times.second;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Evidence;
import io.podtide.detect.pod.ContactState;
import io.podtide.detect.pod.ContainerTrack;
import io.podtide.detect.pod.EndState;
import io.podtide.detect.pod.LeavingState;
import io.podtide.detect.pod.Note;
import io.podtide.detect.pod.Notes;
import io.podtide.detect.pod.PendingState;
import io.podtide.detect.pod.PodTrack;
import io.podtide.detect.pod.ReadinessState;
import io.podtide.detect.pod.Restarts;
import io.podtide.detect.pod.StartStage;
import io.podtide.detect.pod.Streak;
import io.podtide.detect.symptom.Symptom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** States whose bytes were written by way of the classes that Avro generates, which go by the names of fields. */
final class WrittenBefore {

    private static final Notes NOTES = new Notes(List.of(
            new Note("event-2", second(9), "BackOff", "back-off 40s", "kubelet", "app", 7),
            new Note("event-1", second(8), "FailedMount", "no such volume", "attachdetach", "init", 1)));

    private WrittenBefore() {}

    /** By its name in {@code written-before.txt}: header and Avro, as a store has them. */
    static Map<String, byte[]> bytes() throws IOException {
        var all = new LinkedHashMap<String, byte[]>();
        try (var resource = WrittenBefore.class.getResourceAsStream("written-before.txt")) {
            new String(resource.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> {
                int end = line.lastIndexOf(' ');
                all.put(line.substring(0, end), Base64.getDecoder().decode(line.substring(end + 1)));
            });
        }
        return all;
    }

    static Map<String, PodTrack> all() {
        var all = new LinkedHashMap<String, PodTrack>();
        all.put(
                "waits",
                new PodTrack.Followed(
                        aPod("prod", "cart-1", second(0))
                                .bound("node-1", second(3))
                                .runs(second(4))
                                .at(second(1)),
                        NOTES,
                        new Restarts(
                                Map.of("app", new ContainerTrack(3, 2), "init", new ContainerTrack(1, -1)),
                                new Streak.Since(second(11), second(12)),
                                new Streak.Since(second(13), second(14))),
                        new PendingState.Waiting(StartStage.IMAGE, second(15), second(16), true, diagnosis("A")),
                        new ReadinessState.Unready(second(17), second(18), true, diagnosis("B")),
                        new LeavingState.Leaving(second(19), second(20), second(21)),
                        new EndState.Evicted(second(22), second(23)),
                        new ContactState.Lost(second(24)),
                        true));
        all.put(
                "is stuck",
                new PodTrack.Followed(
                        aPod("prod", "bare-1", second(0)).at(second(2)),
                        Notes.NONE,
                        new Restarts(Map.of(), new Streak.None(), new Streak.Since(second(25), second(26))),
                        new PendingState.Stuck(StartStage.SETUP, second(27), diagnosis("C")),
                        new ReadinessState.Stuck(second(28), diagnosis("D")),
                        new LeavingState.Stuck(second(29), diagnosis("E")),
                        new EndState.Failed(Symptom.POD_FAILED, second(30), second(31)),
                        new ContactState.InTouch(second(32)),
                        false));
        all.put("was heard of", new PodTrack.HeardOf(NOTES, second(33)));
        all.put("is gone", new PodTrack.Departed(second(34)));
        return all;
    }

    private static Diagnosis diagnosis(String cause) {
        return new Diagnosis(
                cause,
                Map.of("image", "app:1", "registry", "example.com"),
                List.of(new Evidence(second(35), "Event kubelet", "Failed", "no such host", 4)));
    }
}
