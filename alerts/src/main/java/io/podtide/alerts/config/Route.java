package io.podtide.alerts.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what.
 *
 * @param name as people count: {@code route 1 (line 12)}
 * @param receivers their names
 * @param goesOn the routes after it are asked as well
 * @param children incidents that are part of another are told as well
 * @param quiet null: always
 * @param remind how long after the last message it is said that it still is so; zero: never
 */
public record Route(
        String name,
        IncidentMatch match,
        List<String> receivers,
        boolean goesOn,
        boolean children,
        @Nullable QuietHours quiet,
        Duration remind) {}
