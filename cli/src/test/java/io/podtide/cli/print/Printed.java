package io.podtide.cli.print;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;

/** What a printer makes of incidents. */
final class Printed {

    private Printed() {}

    static String by(Function<Output, IncidentPrinter> printer, Ansi ansi, IncidentBuilder... incidents) {
        var text = new StringWriter();
        try (var open = printer.apply(new Output(new PrintWriter(text), ansi))) {
            for (var incident : incidents) {
                open.print(incident.build());
            }
        }
        return text.toString();
    }

    static String by(Function<Output, IncidentPrinter> printer, IncidentBuilder... incidents) {
        return by(printer, Ansi.OFF, incidents);
    }
}
