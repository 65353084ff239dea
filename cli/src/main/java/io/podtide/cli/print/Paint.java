package io.podtide.cli.print;

import picocli.CommandLine.Help.Ansi;

/** Colours, where there is a terminal to show them. */
enum Paint {
    CRITICAL("1;31"),
    WARNING("33"),
    INFO("36"),
    GOOD("32"),
    UNKNOWN("35"),
    STRONG("1"),
    FAINT("2");

    private final String code;

    Paint(String code) {
        this.code = code;
    }

    /** The text is taken as it is, without picocli's markup: it may come from a cluster. */
    String on(String text, Ansi ansi) {
        return ansi.enabled() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
