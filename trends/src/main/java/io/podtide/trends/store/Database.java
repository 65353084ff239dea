package io.podtide.trends.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the history is kept. One SQL text serves all databases; what differs is how rows get in by the thousand, how a single
 * writer is made sure of, and partitions. Safe for threads.
 */
public sealed interface Database extends AutoCloseable permits DuckDatabase, PostgresDatabase {

    /** What it is opened for. */
    enum Access {
        /** The schema is created or brought up to date. */
        WRITE,
        /** It must be there. */
        READ
    }

    /**
     * Opens it.
     *
     * @param address {@code jdbc:postgresql:...}, {@code jdbc:duckdb:FILE} or just a file
     * @throws DatabaseException where that cannot be
     */
    static Database open(String address, Access access) {
        if (address.startsWith("jdbc:postgresql:")) {
            return PostgresDatabase.open(address, access);
        }
        if (address.startsWith("jdbc:") && !address.startsWith(DuckDatabase.PREFIX)) {
            throw DatabaseException.of(
                    DatabaseException.Reason.OTHER,
                    "a history is a file, jdbc:duckdb:FILE or jdbc:postgresql://HOST/DATABASE, not "
                            + address.replaceAll("[?;].*", ""));
        }
        return DuckDatabase.open(DuckDatabase.file(address), access);
    }

    /**
     * Empties it: a file is put aside, tables of a server are dropped.
     *
     * @return what has become of what was there, for people; empty where nothing was
     */
    static Optional<String> putAside(String address) throws IOException {
        return address.startsWith("jdbc:postgresql:")
                ? PostgresDatabase.drop(address)
                : DuckDatabase.putAside(DuckDatabase.file(address));
    }

    /** The file that a database is in; empty for one of a server. */
    static Optional<Path> file(String address) {
        return address.startsWith("jdbc:postgresql:") ? Optional.empty() : Optional.of(DuckDatabase.file(address));
    }

    /** A connection of one's own, to write with. */
    Connection connect() throws SQLException;

    /** One of few, for a question. */
    Connection borrow() throws SQLException;

    /**
     * Puts rows into a temporary table, in the order of its columns, within the transaction that is under way.
     *
     * @param key columns by which they are joined then; null for none
     */
    void load(Connection connection, String table, @Nullable String key, List<Object[]> rows) throws SQLException;

    /** Makes room for rows of these months. */
    void addMonths(Connection connection, String table, Collection<YearMonth> months) throws SQLException;

    /** Drops the partitions of months before this one. */
    void dropMonths(Connection connection, String table, YearMonth before) throws SQLException;

    /** False if another process is the writer. Held until the connection is closed. */
    boolean claimWriting(Connection connection) throws SQLException;

    /** Another may write from now on. A server notices a closed connection only after a while. */
    void releaseWriting(Connection connection) throws SQLException;

    /** Words of the SQL text that this database alone reads. */
    String dialect();

    /** Without a password. */
    String display();

    /** Size on disk. */
    long bytes() throws SQLException;

    @Override
    void close();
}
