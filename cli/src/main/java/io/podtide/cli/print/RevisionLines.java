package io.podtide.cli.print;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.incident.Incident.Scope;
import io.podtide.detect.incident.Incident.Severity;
import io.podtide.detect.incident.Incident.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Two lines for each revision: when, what happened to it, kind, whose, why; then what a person would say. */
final class RevisionLines implements IncidentPrinter {

    private static final int REMEMBERED = 10_000;

    private final Output output;
    private final boolean remedy;

    /** What was said last of an incident; the oldest are forgotten, or following a fleet for months would fill the memory. */
    private final Map<String, State> states = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > REMEMBERED;
        }
    };

    RevisionLines(Output output, boolean remedy) {
        this.output = output;
        this.remedy = remedy;
    }

    @Override
    public void print(Incident incident) {
        var before = states.put(incident.id(), incident.state());
        var word = word(incident, before == State.RESOLVED);
        output.line(String.join(
                "  ",
                output.paint(Paint.FAINT, seconds(incident.updatedAt())),
                output.paint(paint(incident), String.format("%-8s", word)),
                String.format("%-14s", incident.kind()),
                output.paint(Paint.STRONG, About.subject(incident)),
                PlainText.oneLine(incident.cause()) + partOf(incident)));
        output.line("    " + PlainText.oneLine(incident.summary()));
        var mute = incident.mute();
        if (mute != null) {
            output.line("    "
                    + output.paint(
                            Paint.FAINT,
                            PlainText.oneLine("muted until " + seconds(mute.until()) + " by " + mute.owner() + ": "
                                    + mute.reason())));
        }
        if (remedy && incident.state() == State.OPEN) {
            PlainText.lines(incident.remedy()).forEach(line -> output.line("      " + output.paint(Paint.FAINT, line)));
        }
    }

    private static String partOf(Incident incident) {
        if (incident.parentId() != null) {
            return "  part of " + About.shortId(incident.parentId());
        }
        return incident.scope() == Scope.WORKLOAD ? "" : "  id " + About.shortId(incident.id());
    }

    private static String word(Incident incident, boolean wasResolved) {
        if (incident.state() != State.OPEN) {
            return incident.state().name();
        }
        if (wasResolved) {
            return "REOPENED";
        }
        return incident.revision() == 1 ? "OPENED" : "CHANGED";
    }

    static Paint paint(Incident incident) {
        return switch (incident.state()) {
            case RESOLVED -> Paint.GOOD;
            case UNKNOWN -> Paint.UNKNOWN;
            case OPEN -> paint(incident.severity());
        };
    }

    private static Paint paint(Severity severity) {
        return switch (severity) {
            case CRITICAL -> Paint.CRITICAL;
            case WARNING -> Paint.WARNING;
            case INFO -> Paint.INFO;
        };
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    @Override
    public void close() {
        // nothing is held back
    }
}
