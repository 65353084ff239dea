package io.podtide.ingest.kube;

/** Told of everything that could not be read; the reader goes on with what comes next. */
@FunctionalInterface
public interface Problems {

    /**
     * @param line within what was read, from 1
     * @param problem one sentence; never an object's contents
     */
    void report(int line, String problem);
}
