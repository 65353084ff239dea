package io.podtide.ingest.recording;

/** Told of every {@link BadLine}, as it is met. */
@FunctionalInterface
public interface BadLines {

    void report(BadLine line);
}
