package io.podtide.trends.store;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** A file, read and written by one process at a time. */
final class DuckDatabase implements Database {

    static final String PREFIX = "jdbc:duckdb:";

    private final Path file;
    private final Access access;
    private Connection root;
    private volatile HikariDataSource pool;

    private DuckDatabase(Path file, Access access, Connection root, HikariDataSource pool) {
        this.file = file;
        this.access = access;
        this.root = root;
        this.pool = pool;
    }

    static DuckDatabase open(Path file, Access access) {
        var display = file.toString();
        try {
            if (access == Access.WRITE && file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
        } catch (IOException e) {
            throw DatabaseException.of(
                    DatabaseException.Reason.ABSENT,
                    "history " + file + ": cannot make its directory: " + e.getMessage());
        }
        var properties = properties(access);
        Connection root = null;
        try {
            root = DriverManager.getConnection(PREFIX + file, properties);
            Migrations.of("duckdb").apply(root, access, display);
            return new DuckDatabase(file, access, root, Pools.of(PREFIX + file, properties, access == Access.READ));
        } catch (SQLException e) {
            Pools.closeQuietly(root);
            throw DatabaseException.of(display, e);
        } catch (RuntimeException e) {
            Pools.closeQuietly(root);
            throw e;
        }
    }

    static Path file(String address) {
        return Path.of(address.startsWith(PREFIX) ? address.substring(PREFIX.length()) : address);
    }

    /** It keeps its name, with the time added. */
    static Optional<String> putAside(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            DriverManager.getConnection(PREFIX + file).close(); // nobody else has it
        } catch (SQLException e) {
            var why = DatabaseException.of(file.toString(), e);
            if (why.reason() == DatabaseException.Reason.LOCKED) {
                throw why;
            }
        }
        var name = file.getFileName() + ".aside-"
                + Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
        var wal = file.resolveSibling(file.getFileName() + ".wal");
        Files.move(file, file.resolveSibling(name));
        if (Files.exists(wal)) {
            Files.move(wal, file.resolveSibling(name + ".wal"));
        }
        return Optional.of("what was there is now " + file.resolveSibling(name));
    }

    private static Properties properties(Access access) {
        var properties = new Properties();
        // By default it would take 80 % of the machine's memory.
        properties.setProperty("memory_limit", System.getProperty("podtide.trends.memory", "1GB"));
        // What is not in the jar is not fetched from anywhere.
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        if (access == Access.READ) {
            properties.setProperty("duckdb.read_only", "true");
        }
        return properties;
    }

    @Override
    public synchronized Connection connect() throws SQLException {
        if (!works()) {
            reopen();
        }
        return root.unwrap(DuckDBConnection.class).duplicate();
    }

    /** After a write that went wrong half-way, a full disk for one, DuckDB answers nothing more until it is opened again. */
    private boolean works() {
        try (var statement = root.createStatement();
                var answer = statement.executeQuery("SELECT COUNT(*) FROM fact")) {
            return answer.next();
        } catch (SQLException e) {
            return false;
        }
    }

    private void reopen() throws SQLException {
        close();
        var properties = properties(access);
        root = DriverManager.getConnection(PREFIX + file, properties);
        pool = Pools.of(PREFIX + file, properties, access == Access.READ);
    }

    @Override
    public Connection borrow() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void load(Connection connection, String table, @Nullable String key, List<Object[]> rows)
            throws SQLException {
        append(connection, table, rows);
    }

    /** Into a temporary table. */
    static void append(Connection connection, String table, List<Object[]> rows) throws SQLException {
        try (var appender = connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", table)) {
            for (var row : rows) {
                appender.beginRow();
                for (var value : row) {
                    append(appender, value);
                }
                appender.endRow();
            }
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else if (value instanceof String text) {
            appender.append(text);
        } else if (value instanceof Long number) {
            appender.append(number.longValue());
        } else if (value instanceof Integer number) {
            appender.append(number.intValue());
        } else if (value instanceof Boolean yes) {
            appender.append(yes.booleanValue());
        } else if (value instanceof LocalDateTime time) {
            appender.append(time);
        } else {
            throw new IllegalArgumentException("no column of ours holds a " + value.getClass());
        }
    }

    @Override
    public void addMonths(Connection connection, String table, Collection<YearMonth> months) {
        // Row groups know the times they hold: a scan skips the others.
    }

    @Override
    public void dropMonths(Connection connection, String table, YearMonth before) {
        // There are none.
    }

    @Override
    public boolean claimWriting(Connection connection) {
        return true; // the file is locked
    }

    @Override
    public void releaseWriting(Connection connection) {
        // the file stays with this process
    }

    @Override
    public String dialect() {
        return "duckdb";
    }

    @Override
    public String display() {
        return file.toString();
    }

    @Override
    public long bytes() throws SQLException {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new SQLException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        pool.close();
        Pools.closeQuietly(root);
    }
}
