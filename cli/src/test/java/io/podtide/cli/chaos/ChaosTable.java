package io.podtide.cli.chaos;

import io.podtide.cli.chaos.Disturbance.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What happened, and how long the killed were away: for people. Times are min / median / max (of how many). */
record ChaosTable(Stage stage, Chaos chaos, List<Disturbance> schedule) {

    private static final Pattern RESTORED = Pattern.compile("records? of state restored in (\\d+) ms");

    String text() {
        var table = new StringBuilder();
        line(table, "", "kills", "pauses", "ended", "start to RUNNING after a kill", "the same while Kafka was away");
        line(table, "broker", kills("broker"), pauses("broker"), "", "", spread(chaos.brokerAway()));
        row(table, stage.ingest());
        stage.streams().forEach(role -> row(table, role));
        table.append("restore of a streams instance: ")
                .append(spread(restores()))
                .append('\n');
        table.append("connections cut ")
                .append(count(Kind.CUT, ""))
                .append(" times, stalled ")
                .append(count(Kind.STALL, ""))
                .append(" times\n");
        stage.streams().forEach(role -> lastWords(table, role));
        lastWords(table, stage.ingest());
        return table.toString();
    }

    private void row(StringBuilder table, Role role) {
        line(
                table,
                role.name(),
                kills(role.name()),
                pauses(role.name()),
                Integer.toString(role.endedByItself().size()),
                spread(starts(role, chaos::hadKafka)),
                spread(starts(role, start -> !chaos.hadKafka(start))));
    }

    private static void line(StringBuilder table, String... cells) {
        table.append("%-10s %6s %6s %6s   %-32s %s%n".formatted((Object[]) cells));
    }

    private static void lastWords(StringBuilder table, Role role) {
        role.endedByItself()
                .forEach(words -> table.append(role.name())
                        .append(" ended by itself, ")
                        .append(words)
                        .append('\n'));
    }

    private static List<Duration> starts(Role role, Predicate<Role.Start> which) {
        return role.starts().stream()
                .filter(Role.Start::afterKill)
                .filter(which)
                .map(Role.Start::took)
                .toList();
    }

    private List<Duration> restores() {
        return stage.streams().stream()
                .flatMap(role -> role.starts().stream())
                .map(start -> RESTORED.matcher(start.said()))
                .filter(restored -> restored.find())
                .map(restored -> Duration.ofMillis(Long.parseLong(restored.group(1))))
                .toList();
    }

    private String kills(String victim) {
        return count(Kind.KILL, victim);
    }

    private String pauses(String victim) {
        return count(Kind.PAUSE, victim);
    }

    private String count(Kind kind, String victim) {
        return Long.toString(schedule.stream()
                .filter(d -> d.kind() == kind && d.victim().equals(victim))
                .count());
    }

    private static String spread(List<Duration> times) {
        if (times.isEmpty()) {
            return "-";
        }
        var sorted = new ArrayList<>(times);
        sorted.sort(null);
        return "%.1f / %.1f / %.1f s (%d)"
                .formatted(
                        seconds(sorted.get(0)),
                        seconds(sorted.get(sorted.size() / 2)),
                        seconds(sorted.get(sorted.size() - 1)),
                        sorted.size());
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }
}
