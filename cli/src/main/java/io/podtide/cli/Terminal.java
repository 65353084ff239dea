package io.podtide.cli;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What can be shown where.
 *
 * @param ansi colours on standard output
 * @param progress standard error is a terminal, where a line may be written over
 */
record Terminal(Ansi ansi, boolean progress) {

    /** Set by the launcher, because Java 17 tells about all streams together only: {@code out}, {@code err}, {@code out,err}. */
    private static final String PROPERTY = "podtide.tty";

    static Terminal detect() {
        return of(System.getProperty(PROPERTY, ""), System.getenv());
    }

    /** As no-color.org and bixense.com/clicolors ask for. */
    static Terminal of(String terminals, Map<String, String> environment) {
        var dumb = environment.getOrDefault("TERM", "").equals("dumb");
        var forced = !environment.getOrDefault("CLICOLOR_FORCE", "0").matches("0?");
        var refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        var colours = !refused && (forced || (terminals.contains("out") && !dumb));
        return new Terminal(colours ? Ansi.ON : Ansi.OFF, terminals.contains("err") && !dumb);
    }
}
