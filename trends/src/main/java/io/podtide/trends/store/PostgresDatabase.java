package io.podtide.trends.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** A database of a server, read by any number and written by one process at a time. */
final class PostgresDatabase implements Database {

    /** Of the advisory lock that the writer holds. */
    private static final long WRITER = 0x706f6474696465L;

    /** Of the one that a process holds while it brings the schema up to date. */
    private static final long MIGRATOR = WRITER + 1;

    private static final String SCHEMA = "podtide";

    /** How long a statement may last, and how much longer its answer is waited for. */
    private static final Duration STATEMENT = Duration.ofMinutes(2);

    private static final Duration ON_THE_WAY = Duration.ofSeconds(30);

    private static final List<String> SESSION = List.of(
            "-c jit=off", // compiling takes longer than our questions
            "-c work_mem=64MB", // groups are hashed in memory
            "-c parallel_setup_cost=100 -c parallel_tuple_cost=0.01", // by several processes where rows are many
            "-c random_page_cost=1.1", // an index is as good to read as a table
            "-c plan_cache_mode=force_custom_plan", // the time that is asked about decides how rows are best found
            "-c timezone=UTC",
            "-c statement_timeout=" + STATEMENT.toMillis(), // a question may not last for ever
            // The lock of a silent writer whose machine has gone is free within 25 s.
            "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");

    private final String url;
    private final Properties writing;
    private final HikariDataSource pool;

    private PostgresDatabase(String url, Properties session, HikariDataSource pool) {
        this.url = url;
        this.writing = writing(session);
        this.pool = pool;
    }

    static PostgresDatabase open(String url, Access access) {
        var properties = properties(url);
        try (var connection = DriverManager.getConnection(url, properties)) {
            if (access == Access.WRITE) {
                prepare(connection, properties.containsKey("currentSchema"));
            }
            Migrations.of("postgresql").apply(connection, access, display(url));
        } catch (SQLException e) {
            throw DatabaseException.of(display(url), e);
        }
        return new PostgresDatabase(url, properties, Pools.of(url, properties, true));
    }

    /** One process at a time, until the connection is closed. */
    private static void prepare(Connection connection, boolean ownSchema) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = 0"); // a large history takes its time
            statement.execute("SELECT pg_advisory_lock(" + MIGRATOR + ")");
            if (ownSchema) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
            }
        }
    }

    /** With all that is in it, unless the tables are in a schema that others may use, too. */
    static Optional<String> drop(String url) {
        var properties = properties(url);
        if (!properties.containsKey("currentSchema")) {
            throw DatabaseException.of(
                    DatabaseException.Reason.OTHER,
                    "history " + display(url) + ": its tables are in a schema of yours; drop them yourself");
        }
        try (var connection = DriverManager.getConnection(url, properties);
                var statement = connection.createStatement()) {
            if (!lock(connection)) {
                throw DatabaseException.of(
                        DatabaseException.Reason.LOCKED,
                        "history " + display(url) + ": another process is writing it; stop it first");
            }
            statement.execute("DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
            return Optional.of("schema " + SCHEMA + " of " + display(url) + " was dropped");
        } catch (SQLException e) {
            throw DatabaseException.of(display(url), e);
        }
    }

    private static Properties properties(String url) {
        var properties = new Properties();
        properties.setProperty("options", String.join(" ", SESSION));
        properties.setProperty("ApplicationName", "podtide-trends");
        properties.setProperty("connectTimeout", "10");
        if (!url.contains("currentSchema=")) {
            properties.setProperty("currentSchema", SCHEMA);
        }
        return properties;
    }

    /** As another session, but one that neither the server nor this process takes for alive for long when it is not. */
    private static Properties writing(Properties session) {
        var writing = new Properties();
        writing.putAll(session);
        // The server gives up an answer that nobody acknowledges, too: keepalives are for silence.
        writing.setProperty("options", session.getProperty("options") + " -c tcp_user_timeout=25000");
        writing.setProperty("tcpKeepAlive", "true");
        writing.setProperty(
                "socketTimeout", Long.toString(STATEMENT.plus(ON_THE_WAY).toSeconds()));
        return writing;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, writing);
    }

    @Override
    public Connection borrow() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void load(Connection connection, String table, @Nullable String key, List<Object[]> rows)
            throws SQLException {
        var copy = new CopyManager(connection.unwrap(BaseConnection.class));
        try (var text = new CopyText(rows)) {
            copy.copyIn("COPY " + table + " FROM STDIN", text);
        } catch (IOException e) {
            throw new SQLException("rows could not be copied: " + e.getMessage(), "08006", e);
        }
        if (key != null) {
            try (var statement = connection.createStatement()) {
                // Or a join with twenty thousand rows is planned as one with a few.
                statement.execute("ANALYZE " + table + " (" + key + ")");
            }
        }
    }

    @Override
    public void addMonths(Connection connection, String table, Collection<YearMonth> months) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var month : months) {
                statement.execute("CREATE TABLE IF NOT EXISTS %s PARTITION OF %s FOR VALUES FROM ('%s') TO ('%s')"
                        .formatted(
                                partition(table, month),
                                table,
                                month.atDay(1),
                                month.plusMonths(1).atDay(1)));
            }
        }
    }

    @Override
    public void dropMonths(Connection connection, String table, YearMonth before) throws SQLException {
        var gone = new ArrayList<String>();
        try (var statement =
                connection.prepareStatement("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid ="
                        + " i.inhrelid WHERE i.inhparent = ?::regclass AND c.relname < ?")) {
            statement.setString(1, table);
            statement.setString(2, partition(table, before));
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    gone.add(found.getString(1));
                }
            }
        }
        try (var statement = connection.createStatement()) {
            for (var name : gone) {
                statement.execute("DROP TABLE " + name); // a name of ours: letters and digits
            }
        }
    }

    /** Sorts as the months do. */
    private static String partition(String table, YearMonth month) {
        return "%s_%04d_%02d".formatted(table, month.getYear(), month.getMonthValue());
    }

    @Override
    public boolean claimWriting(Connection connection) throws SQLException {
        return lock(connection);
    }

    /** False where another connection has it. Held until this one is closed. */
    private static boolean lock(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, WRITER);
            try (var answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @Override
    public void releaseWriting(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
            statement.setLong(1, WRITER);
            statement.execute();
        }
    }

    @Override
    public String dialect() {
        return "postgresql";
    }

    @Override
    public String display() {
        return display(url);
    }

    private static String display(String url) {
        return url.replaceAll("\\?.*", "").replaceAll("//[^/@]*@", "//");
    }

    @Override
    public long bytes() throws SQLException {
        try (var connection = borrow();
                var statement = connection.createStatement();
                var answer = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            answer.next();
            return answer.getLong(1);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
