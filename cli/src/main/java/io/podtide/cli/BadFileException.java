package io.podtide.cli;

import java.util.List;

/** A file that cannot be used; a line for each mistake, in the form of compilers: file, line, what is wrong. */
final class BadFileException extends RuntimeException {

    private final List<String> lines;

    BadFileException(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    List<String> lines() {
        return lines;
    }
}
