package io.podtide.trends.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code incidents}. */
final class IncidentList implements Question {

    private static final Incidents.Order ORDER = alias -> Sql.of("%1$s.opened_at DESC, %1$s.id DESC".formatted(alias));

    @Override
    public String name() {
        return "incidents";
    }

    @Override
    public String description() {
        return "Incidents that were open at any moment of a time, the newest first.";
    }

    @Override
    public Set<Parameter> parameters() {
        var all = EnumSet.copyOf(Incidents.FILTERS);
        all.addAll(EnumSet.of(
                Parameter.SINCE,
                Parameter.FROM,
                Parameter.TO,
                Parameter.STATE,
                Parameter.SEVERITY,
                Parameter.TEXT,
                Parameter.PARENT,
                Parameter.LIMIT,
                Parameter.AFTER));
        return all;
    }

    @Override
    public Duration since() {
        return Duration.ofDays(1);
    }

    @Override
    public List<Column> columns(Asked asked) {
        return Incidents.COLUMNS;
    }

    @Override
    public boolean hasCursor() {
        return true;
    }

    @Override
    public Sql sql(Asked asked, Horizon horizon) {
        var condition =
                Sql.of("t.opened_at < ? AND (t.resolved_at IS NULL OR t.resolved_at >= ?)", asked.to(), asked.from());
        if (asked.after() != null) {
            // By the last row seen, not by a number of rows: incidents that open meanwhile move nothing.
            var cursor = Cursor.of(asked.after());
            condition.add(
                    " AND (t.opened_at < ? OR (t.opened_at = ? AND t.id < ?))",
                    cursor.openedAt(),
                    cursor.openedAt(),
                    cursor.id());
        }
        return Incidents.select(asked, condition, ORDER, 0);
    }

    @Override
    public String cursor(Asked asked, List<Object> last) {
        return last.get(index("openedAt")) + "_" + last.get(index("id"));
    }

    private static int index(String column) {
        return Incidents.COLUMNS.stream().map(Column::name).toList().indexOf(column);
    }

    private record Cursor(Instant openedAt, String id) {

        static Cursor of(String text) {
            try {
                int middle = text.indexOf('_');
                return new Cursor(Instant.parse(text.substring(0, middle)), text.substring(middle + 1));
            } catch (DateTimeException | IndexOutOfBoundsException e) {
                throw new BadQuestionException(List.of("after: '" + text + "' is not what 'next' of an answer said"));
            }
        }
    }
}
