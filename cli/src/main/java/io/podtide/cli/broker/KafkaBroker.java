package io.podtide.cli.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Kafka's own server on a data directory, in this very process: broker and controller in one. */
final class KafkaBroker implements AutoCloseable {

    private final DirectoryLock lock;
    private final Ports ports;
    private final KafkaRaftServer server;

    private KafkaBroker(DirectoryLock lock, Ports ports, KafkaRaftServer server) {
        this.lock = lock;
        this.ports = ports;
        this.server = server;
    }

    /** Returns when clients are served. */
    static KafkaBroker start(Path directory) {
        try {
            Files.createDirectories(directory);
            return start(directory, DirectoryLock.take(directory));
        } catch (FileSystemException e) {
            throw new BrokerFailure("cannot use the data directory " + directory + ": " + because(e), e);
        } catch (IOException e) {
            throw new BrokerFailure("cannot use the data directory " + directory + ": " + e.getMessage(), e);
        }
    }

    private static KafkaBroker start(Path directory, DirectoryLock lock) throws IOException {
        try {
            requireSpace(directory);
            var ports = Ports.of(directory);
            var settings = BrokerSettings.of(directory.resolve("kafka"), ports);
            format(settings);
            var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
            server.startup();
            return new KafkaBroker(lock, ports, server);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireSpace(Path directory) throws IOException {
        var shortage = DiskSpace.shortage(directory);
        if (shortage.isPresent()) {
            throw new BrokerFailure(shortage.get());
        }
    }

    /** Gives the directory a cluster id and its first metadata records, the first time. */
    private static void format(Properties settings) {
        var logDirectory = settings.getProperty("log.dirs");
        if (Files.exists(Path.of(logDirectory, "meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(BrokerSettings.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(logDirectory)
                    .addDirectory(logDirectory)
                    .run();
        } catch (Exception e) {
            throw new BrokerFailure("cannot prepare the data directory " + logDirectory + ": " + e.getMessage(), e);
        }
    }

    private static String because(FileSystemException e) {
        return e.getReason() == null ? e.getClass().getSimpleName() + " " + e.getFile() : e.getReason();
    }

    String bootstrapServers() {
        return ports.bootstrapServers();
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
