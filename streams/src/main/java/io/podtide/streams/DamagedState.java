package io.podtide.streams;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds state of an earlier start that a disk has damaged, and deletes it: it is restored from its changelog then. Streams
 * would not find all of it: an iterator of RocksDB ends at a block it cannot read, as if there were no more.
 */
final class DamagedState {

    private static final Logger LOG = LoggerFactory.getLogger(DamagedState.class);

    /** {@code subtopology_partition}. */
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

    static {
        RocksDB.loadLibrary();
    }

    private DamagedState() {}

    /** Reads all there is, once; state that another process works on is left alone. Returns the tasks that have lost theirs. */
    static List<String> delete(Path stateDir, String applicationId) {
        var directory = stateDir.resolve(applicationId);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        // the lock that Streams takes
        try (var channel = FileChannel.open(
                        directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            return lock == null ? List.of() : deleteIn(directory);
        } catch (OverlappingFileLockException e) {
            return List.of(); // by an instance in this process
        } catch (IOException e) {
            LOG.warn("state is not checked: directory={}", directory, e);
            return List.of();
        }
    }

    private static List<String> deleteIn(Path directory) throws IOException {
        var deleted = new ArrayList<String>();
        for (var task : children(directory)) {
            var name = String.valueOf(task.getFileName());
            var problem = TASK.matcher(name).matches() ? problem(task) : "";
            if (!problem.isEmpty()) {
                LOG.warn("damaged state is deleted and restored from Kafka: task={} problem=\"{}\"", name, problem);
                deleteAll(task);
                deleted.add(name);
            }
        }
        return deleted;
    }

    /** Empty where there is none. */
    private static String problem(Path task) {
        try {
            for (var store : children(task.resolve("rocksdb"))) {
                verify(store);
            }
            return "";
        } catch (IOException | RocksDBException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void verify(Path store) throws RocksDBException, IOException {
        var handles = new ArrayList<ColumnFamilyHandle>();
        try (var options = new Options();
                var dbOptions = new DBOptions()) {
            var families = RocksDB.listColumnFamilies(options, store.toString()).stream()
                    .map(ColumnFamilyDescriptor::new)
                    .toList();
            if (families.isEmpty()) {
                throw new IOException("no database: " + store);
            }
            try (var db = RocksDB.openReadOnly(dbOptions, store.toString(), families, handles)) {
                db.verifyChecksum();
                verifyFiles(db, store);
                handles.forEach(ColumnFamilyHandle::close);
            }
        }
    }

    /** A manifest that was cut off is read as one of before: files it does not name would be missing without a word. */
    private static void verifyFiles(RocksDB db, Path store) throws IOException {
        long named = db.getLiveFilesMetaData().size();
        try (var files = Files.newDirectoryStream(store, "*.sst")) {
            long there = StreamSupport.stream(files.spliterator(), false).count();
            if (there != named) {
                throw new IOException(there + " table files, but " + named + " are named: " + store);
            }
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(directory, Files::isDirectory)) {
            var all = new ArrayList<Path>();
            children.forEach(all::add);
            return all;
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
