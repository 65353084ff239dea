package io.podtide.cli.print;

import java.util.ArrayList;
import java.util.List;

/** A sentence in lines that can be read, broken between words. */
final class Wrapped {

    private static final int WIDTH = 118;

    private Wrapped() {}

    static List<String> lines(String sentence) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : sentence.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
