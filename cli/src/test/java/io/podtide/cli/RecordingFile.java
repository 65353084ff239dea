package io.podtide.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A recording of one pod that exits with 1 again and again, written line by line. The pod is as old as the recording. */
final class RecordingFile {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final List<String> lines = new ArrayList<>();
    private String namespace = "shop";

    static RecordingFile aRecording() {
        return new RecordingFile();
    }

    RecordingFile in(String name) {
        namespace = name;
        return this;
    }

    RecordingFile pod(int second, int restarts) {
        var at = START.plusSeconds(second);
        lines.add("{\"observedAt\":\"" + at + "\",\"cluster\":\"eu-1\",\"type\":\""
                + (restarts == 0 ? "ADDED" : "MODIFIED") + "\",\"object\":" + podJson(namespace, second, restarts)
                + "}");
        return this;
    }

    RecordingFile line(String text) {
        lines.add(text);
        return this;
    }

    Path write(Path directory, String name) throws IOException {
        return Files.write(directory.resolve(name), lines);
    }

    /** After its last restart, which was at this second, it waits for the next. */
    static String podJson(String namespace, int second, int restarts) {
        var state = restarts == 0
                ? "{\"running\":{\"startedAt\":\"" + START + "\"}}"
                : "{\"waiting\":{\"reason\":\"CrashLoopBackOff\"}}";
        var ended = START.plusSeconds(second);
        var last = restarts == 0
                ? "{}"
                : "{\"terminated\":{\"exitCode\":1,\"reason\":\"Error\",\"startedAt\":\"" + ended.minusSeconds(1)
                        + "\",\"finishedAt\":\"" + ended + "\"}}";
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"cart","namespace":"%1$s","uid":"uid-%1$s",\
                "resourceVersion":"%2$d","creationTimestamp":"%3$s"},"spec":{"nodeName":"node-a","containers":[{"name":"app"}]},\
                "status":{"phase":"Running","startTime":"%3$s","containerStatuses":[{"name":"app","image":"cart:1",\
                "ready":false,"restartCount":%4$d,"state":%5$s,"lastState":%6$s}]}}""".formatted(namespace, 1000 + second, START, restarts, state, last);
    }
}
