package io.podtide.trends.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that questions share. */
final class Pools {

    private static final Logger LOG = LoggerFactory.getLogger(Pools.class);

    /** More at once would only share the cores. */
    private static final int CONNECTIONS = 4;

    private static final int WAITS_MS = 5_000;

    private Pools() {}

    static HikariDataSource of(String url, Properties properties, boolean readOnly) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        properties.forEach((key, value) -> config.addDataSourceProperty(String.valueOf(key), value));
        config.setReadOnly(readOnly);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAITS_MS);
        config.setInitializationFailTimeout(-1); // whoever asks first is told
        config.setPoolName("podtide-trends");
        return new HikariDataSource(config);
    }

    static void closeQuietly(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection could not be closed: {}", e.getMessage());
        }
    }
}
