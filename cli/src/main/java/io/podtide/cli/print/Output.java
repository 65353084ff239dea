package io.podtide.cli.print;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * Where to print, and whether in colour.
 *
 * @param writer flushed after each line: somebody may be waiting for it
 */
public record Output(PrintWriter writer, Ansi ansi) {

    public void line(String text) {
        print(text + "\n");
    }

    void print(String text) {
        writer.print(text);
        if (writer.checkError()) { // flushes, too
            throw new OutputClosedException();
        }
    }

    String paint(Paint paint, String text) {
        return paint.on(text, ansi);
    }
}
