package io.podtide.trends.store;

import java.sql.SQLException;
import java.util.Locale;

/** The database cannot do what is asked of it. The message is for people. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    private DatabaseException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** What is in the way. */
    public enum Reason {
        /** Another process has it. */
        LOCKED,
        /** What is there is no database, or a broken one. */
        DAMAGED,
        /** No room is left. */
        FULL,
        /** There is none, or it does not answer. */
        ABSENT,
        /** It takes too long, or too many ask at once. */
        BUSY,
        /** Its schema is not the one of this version. */
        SCHEMA,
        /** All else. */
        OTHER
    }

    public Reason reason() {
        return reason;
    }

    static DatabaseException of(Reason reason, String message) {
        return new DatabaseException(reason, message, new IllegalStateException(message));
    }

    /** What the driver says, and what to do about it. */
    public static DatabaseException of(String database, SQLException e) {
        var reason = reason(e);
        var advice = switch (reason) {
            case LOCKED ->
                "another process has it open; a running 'podtide trends serve' or 'podtide up' answers"
                        + " over HTTP (--server)";
            case DAMAGED ->
                "it is no history, or is damaged; 'podtide trends rebuild --from-scratch' puts it aside"
                        + " and fills a new one from the topics";
            case FULL -> "the disk is full; what is there stays, and writing goes on when there is room";
            case ABSENT -> "there is none";
            case BUSY -> "it takes too long: ask for a shorter time, or filter more";
            case SCHEMA, OTHER -> "";
        };
        var words = firstLine(e);
        return new DatabaseException(
                reason, "history " + database + ": " + (advice.isEmpty() ? words : advice + " (" + words + ")"), e);
    }

    private static Reason reason(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        var text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("could not set lock") || text.contains("being used by another process")) {
            return Reason.LOCKED;
        } else if (state.equals("53100") || text.contains("no space left") || text.contains("not enough space")) {
            return Reason.FULL;
        } else if (text.contains("not a valid duckdb")
                || text.contains("corrupt")
                || text.contains("checksum")
                || text.contains("serialization error")
                || state.startsWith("XX00")) {
            return Reason.DAMAGED;
        } else if (text.contains("database does not exist") || state.startsWith("08") || state.equals("3D000")) {
            return Reason.ABSENT;
        } else if (state.equals("57014") || text.contains("interrupt") || text.contains("request timed out")) {
            return Reason.BUSY;
        }
        return Reason.OTHER;
    }

    private static String firstLine(SQLException e) {
        var message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
