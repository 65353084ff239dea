package io.podtide.detect.workload;

import io.podtide.detect.incident.Incident;

/** Which changes a reader wants to know of; all others go along with the next one that is. */
final class Notable {

    private static final int MANY_MORE = 10;

    private Notable() {}

    static boolean differs(Incident told, Incident now) {
        return told.state() != now.state()
                || !told.cause().equals(now.cause())
                || told.severity() != now.severity()
                || (now.podCount() >= 2 * told.podCount() && now.podCount() > told.podCount())
                || now.occurrences() >= MANY_MORE * Math.max(1, told.occurrences());
    }
}
