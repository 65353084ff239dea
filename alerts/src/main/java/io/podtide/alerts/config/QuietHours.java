package io.podtide.alerts.config;

import io.podtide.detect.incident.Incident.Severity;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * Hours in which nobody is told of what can wait.
 *
 * @param to not after {@code from}: of the next day
 * @param days on which they begin
 * @param except what cannot wait
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone, Set<DayOfWeek> days, Set<Severity> except) {

    private static final int DAYS_OF_WEEK = 7;

    public boolean hold(Severity severity, Instant now) {
        return !except.contains(severity) && quiet(now);
    }

    /** When they end that are now. */
    public Instant end(Instant now) {
        var end = now;
        for (int i = 0; i <= DAYS_OF_WEEK && quiet(end); i++) {
            var local = end.atZone(zone);
            var next = local.with(to);
            end = (next.isAfter(local) ? next : local.plusDays(1).with(to)).toInstant();
        }
        return end;
    }

    private boolean quiet(Instant now) {
        var local = now.atZone(zone);
        var time = local.toLocalTime();
        var day = local.getDayOfWeek();
        if (from.isBefore(to)) {
            return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
        }
        return (days.contains(day) && !time.isBefore(from)) || (days.contains(day.minus(1)) && time.isBefore(to));
    }
}
