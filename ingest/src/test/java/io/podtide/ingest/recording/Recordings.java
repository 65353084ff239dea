package io.podtide.ingest.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Recordings written down in a test. */
final class Recordings {

    private Recordings() {}

    /** A line about a Pod created when it is first seen. */
    static String pod(String time, String type, String name) {
        return pod(time, "prod-1", type, name, time);
    }

    static String pod(String time, String cluster, String type, String name, String created) {
        return """
                {"observedAt":"2026-11-21T%sZ","cluster":"%s","type":"%s","object":{"kind":"Pod","metadata":{"name":"%s","uid":"uid-%s","creationTimestamp":"2026-11-21T%sZ"}}}
                """.formatted(time, cluster, type, name, name, created);
    }

    static String event(String time, String type, String name) {
        return """
                {"observedAt":"2026-11-21T%sZ","cluster":"prod-1","type":"%s","object":{"kind":"Event","metadata":{"name":"%s","uid":"uid-%s"},"involvedObject":{"kind":"Node","name":"node-a"}}}
                """.formatted(time, type, name, name);
    }

    static String node(String time, String type, String name, String created) {
        return """
                {"observedAt":"2026-11-21T%sZ","cluster":"prod-1","type":"%s","object":{"kind":"Node","metadata":{"name":"%s","uid":"uid-%s","creationTimestamp":"2026-11-21T%sZ"}}}
                """.formatted(time, type, name, name, created);
    }

    /** Of a kind nobody asks for: it only tells the time. */
    static String namespace(String time) {
        return """
                {"observedAt":"2026-11-21T%sZ","cluster":"prod-1","type":"MODIFIED","object":{"kind":"Namespace","metadata":{"name":"shop","uid":"shop"}}}
                """.formatted(time);
    }

    static RecordingReader reader(String text, BadLines bad) throws IOException {
        return reader(new ByteArrayInputStream(text.getBytes(UTF_8)), bad);
    }

    static RecordingReader reader(InputStream in, BadLines bad) throws IOException {
        return new RecordingReader("test.jsonl", in, RecordingReader.DEFAULT_CLUSTER, bad);
    }

    static byte[] gzip(String text) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(compressed)) {
            out.write(text.getBytes(UTF_8));
        }
        return compressed.toByteArray();
    }

    static List<Recorded> readAll(RecordingReader reader) {
        var all = new ArrayList<Recorded>();
        for (var next = reader.next(); next != null; next = reader.next()) {
            all.add(next);
        }
        return all;
    }
}
