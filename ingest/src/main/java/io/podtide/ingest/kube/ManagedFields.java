package io.podtide.ingest.kube;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Takes {@code managedFields} out of the JSON of an object before it is parsed: the field managers' records are half of a pod,
 * made of nothing but names, and nobody reads them.
 */
final class ManagedFields {

    private static final byte[] KEY = "\"managedFields\":[".getBytes(US_ASCII);

    private ManagedFields() {}

    /**
     * Moves what stands behind them to where they began, and returns the length that is left. What is no JSON, or has none, is
     * left as it is. Quotes within a string are escaped: a key can be told from a text that looks like one by what is before it.
     */
    static int cut(byte[] text, int from, int length) {
        var end = from + length;
        var key = find(text, from, end);
        if (key < 0) {
            return length;
        }
        var after = afterArray(text, key + KEY.length, end);
        if (after < 0) {
            return length;
        }
        // The empty array stays: no comma has to be looked for.
        var keep = key + KEY.length;
        System.arraycopy(text, after - 1, text, keep, end - after + 1);
        return length - (after - 1 - keep);
    }

    private static int find(byte[] text, int from, int end) {
        for (var at = from + 1; at <= end - KEY.length; at++) {
            if (text[at] == '"'
                    && text[at + 1] == 'm'
                    && (text[at - 1] == ',' || text[at - 1] == '{')
                    && Arrays.equals(text, at, at + KEY.length, KEY, 0, KEY.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Behind the bracket that closes an array which has been opened; -1 where none does. */
    private static int afterArray(byte[] text, int from, int end) {
        var open = 1;
        for (var at = from; at < end; at++) {
            var c = text[at];
            if (c == '"') {
                at = endOfString(text, at + 1, end);
            } else if (c == '[' || c == '{') {
                open++;
            } else if ((c == ']' || c == '}') && --open == 0) {
                return at + 1;
            }
        }
        return -1;
    }

    private static int endOfString(byte[] text, int from, int end) {
        var at = from;
        while (at < end && text[at] != '"') {
            at += text[at] == '\\' ? 2 : 1;
        }
        return at;
    }
}
