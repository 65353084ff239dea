package io.podtide.cli.history;

import io.podtide.trends.query.Answer;
import io.podtide.trends.query.History;
import io.podtide.trends.query.Question;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A database that this process has opened to read. */
public final class OwnDatabase implements HistorySource {

    /** Nobody else waits. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Database database;

    private OwnDatabase(Database database) {
        this.database = database;
    }

    public static OwnDatabase open(String address) {
        return new OwnDatabase(Database.open(address, Access.READ));
    }

    @Override
    public Answer ask(Question question, Map<String, List<String>> values) {
        return new History(database, Clock.systemUTC(), PATIENCE).ask(question, values);
    }

    @Override
    public void close() {
        database.close();
    }
}
