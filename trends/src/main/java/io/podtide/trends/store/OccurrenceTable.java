package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Puts occurrences into the database; those that are there already are left out. Not thread-safe. */
final class OccurrenceTable {

    static final String NAME = "coded_occurrence";

    private final Database database;
    private final Connection connection;
    private final Staging staging;
    private final Books books;
    private final Rollup rollup;

    OccurrenceTable(Database database, Connection connection, Staging staging, Books books, Rollup rollup) {
        this.database = database;
        this.connection = connection;
        this.staging = staging;
        this.books = books;
        this.rollup = rollup;
    }

    void write(List<OccurrenceRow> occurrences) throws SQLException {
        var rows = new HashMap<Long, Object[]>();
        var from = Instant.MAX;
        var to = Instant.MIN;
        for (var occurrence : occurrences) {
            if (occurrence.at().isBefore(rollup.rawFrom())) {
                continue; // would be deleted at once, and its hour has been added up already
            }
            books.images().seen(occurrence);
            books.labels().note(occurrence.labels());
            rows.put(occurrence.id(), occurrence.row(books.words()));
            from = occurrence.at().isBefore(from) ? occurrence.at() : from;
            to = occurrence.at().isAfter(to) ? occurrence.at() : to;
        }
        books.write(staging);
        if (rows.isEmpty()) {
            return;
        }
        var sorted = sorted(rows.values());
        database.addMonths(connection, NAME, Times.months(sorted, 0));
        staging.put(NAME, sorted);
        staging.run(
                "DELETE FROM staged_coded_occurrence s USING coded_occurrence o WHERE o.happened_at = s.happened_at AND o.id ="
                        + " s.id AND o.happened_at BETWEEN ? AND ?",
                Times.utc(from),
                Times.utc(to));
        staging.insert(NAME);
        if (from.isBefore(rollup.horizon())) {
            staging.run(
                    "INSERT INTO late_hour SELECT DISTINCT date_trunc('hour', happened_at) FROM staged_coded_occurrence WHERE"
                            + " happened_at < ?",
                    Times.utc(rollup.horizon()));
        }
    }

    /** By time: what is read together then lies together. */
    private static List<Object[]> sorted(Iterable<Object[]> rows) {
        var sorted = new ArrayList<Object[]>();
        rows.forEach(sorted::add);
        sorted.sort(Comparator.comparing(row -> (LocalDateTime) row[0]));
        return sorted;
    }
}
