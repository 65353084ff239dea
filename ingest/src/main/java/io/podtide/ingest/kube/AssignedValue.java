package io.podtide.ingest.kube;

import java.util.regex.Pattern;

/** How far a value reaches that begins somewhere in a text. */
final class AssignedValue {

    private static final String ENDS = "\"'&,;)}]";

    /** Of YAML: what follows stands in the indented lines below. */
    private static final Pattern BLOCK =
            Pattern.compile("[|>][-+0-9]{0,2}[ \\t]{0,8}\\R(?:[ \\t]+[^\\r\\n]*+(?:\\R|\\z)|[ \\t]*+\\R)*+");

    private AssignedValue() {}

    /** Where it ends; its beginning where there is none. */
    static int end(String text, int begin) {
        var escapes = escapes(text, begin);
        var quote = begin + escapes;
        if (quote < text.length() && (text.charAt(quote) == '"' || text.charAt(quote) == '\'')) {
            return quoted(text, quote, escapes);
        }
        if (begin < text.length() && (text.charAt(begin) == '|' || text.charAt(begin) == '>')) {
            var block = BLOCK.matcher(text).region(begin, text.length());
            if (block.lookingAt()) {
                return text.charAt(block.end() - 1) == '\n' ? block.end() - 1 : block.end();
            }
        }
        return bare(text, begin);
    }

    private static int escapes(String text, int begin) {
        var i = begin;
        while (i < text.length() && text.charAt(i) == '\\') {
            i++;
        }
        return i - begin;
    }

    /**
     * To the next quote that is escaped no more than the first; to the end where somebody cut the text. Of backslashes before a
     * plain quote each pair is one that was meant.
     */
    private static int quoted(String text, int quote, int escapes) {
        var before = 0;
        for (var i = quote + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == text.charAt(quote) && (before <= escapes || (escapes == 0 && before % 2 == 0))) {
                return i + 1;
            }
            before = c == '\\' ? before + 1 : 0;
        }
        return text.length();
    }

    private static int bare(String text, int begin) {
        var i = begin;
        while (i < text.length() && !Character.isWhitespace(text.charAt(i)) && ENDS.indexOf(text.charAt(i)) < 0) {
            i++;
        }
        return i;
    }
}
