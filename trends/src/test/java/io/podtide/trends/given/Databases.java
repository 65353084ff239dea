package io.podtide.trends.given;

import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import java.nio.file.Path;

/** Both kinds of database. Everything is tested with both. */
public enum Databases {
    DUCKDB {
        @Override
        public String address(Path directory) {
            return directory.resolve("history.duckdb").toString();
        }
    },
    POSTGRESQL {
        @Override
        public String address(Path directory) {
            return PostgresServer.emptyDatabase();
        }
    };

    /** Of an empty one. */
    public abstract String address(Path directory);

    public Database empty(Path directory) {
        return Database.open(address(directory), Access.WRITE);
    }
}
