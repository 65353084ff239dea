package io.podtide.rules;

/**
 * A mistake in a file.
 *
 * @param line from 1; 0 where it is about the file as a whole
 * @param keyPath as jq would say it: {@code overrides[0].match.cluster}; empty for the file as a whole
 * @param message what is wrong, and how it should be
 */
public record Problem(int line, String keyPath, String message) {

    /** One line for people; the name of the file is the caller's to put in front. */
    @Override
    public String toString() {
        var at = line == 0 ? "" : "line " + line + ": ";
        var what = keyPath.isEmpty() ? "" : keyPath + ": ";
        return at + what + message;
    }
}
