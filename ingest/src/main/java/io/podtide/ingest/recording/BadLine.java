package io.podtide.ingest.recording;

/**
 * Something in a file that could not be used; the rest of the file still is.
 *
 * @param line from 1; 0 where it is the file as a whole
 * @param problem one sentence, without the contents
 */
public record BadLine(String file, int line, String problem) {

    /** For people: {@code file:line: problem}. */
    public String display() {
        return line > 0 ? file + ':' + line + ": " + problem : file + ": " + problem;
    }
}
