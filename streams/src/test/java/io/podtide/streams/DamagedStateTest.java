package io.podtide.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

class DamagedStateTest {

    @TempDir
    Path stateDir;

    private Path damaged;

    @BeforeEach
    void twoTasksHaveStopped() throws Exception {
        damaged = task("0_0");
        task("0_1");
    }

    private Path task(String name) throws Exception {
        var task = stateDir.resolve("podtide").resolve(name);
        var store = Files.createDirectories(task.resolve("rocksdb").resolve("pods"));
        try (var options = new Options().setCreateIfMissing(true);
                var db = RocksDB.open(options, store.toString());
                var flush = new FlushOptions()) {
            for (int i = 0; i < 5_000; i++) {
                db.put(("prod/pod-" + i).getBytes(UTF_8), ("state of pod " + i * 7919).getBytes(UTF_8));
            }
            db.flush(flush);
        }
        return task;
    }

    private List<String> delete() {
        return DamagedState.delete(stateDir, "podtide");
    }

    private Path file(String glob) throws IOException {
        try (var files = Files.newDirectoryStream(damaged.resolve("rocksdb/pods"), glob)) {
            return files.iterator().next();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 0x55;
        Files.write(file, bytes);
    }

    @Test
    void whatIsWholeStays() {
        assertThat(delete()).isEmpty();
        assertThat(delete()).as("nor does looking harm it").isEmpty();
    }

    @Test
    void whereThereIsNothingThereIsNothingToDo() {
        assertThat(DamagedState.delete(stateDir, "other")).isEmpty();
        assertThat(DamagedState.delete(stateDir.resolve("missing"), "podtide")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"*.sst, 0.1", "*.sst, 0.5", "*.sst, 0.9", "MANIFEST-*, 0.1", "MANIFEST-*, 0.5", "CURRENT, 0.5"})
    void aByteThatIsAnotherTakesTheTaskAlone(String glob, double where) throws IOException {
        var file = file(glob);
        flip(file, (long) (Files.size(file) * where));
        assertThat(delete()).containsExactly("0_0");
        assertThat(damaged).doesNotExist();
        assertThat(stateDir.resolve("podtide/0_1/rocksdb/pods/CURRENT")).exists();
        assertThat(delete()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.sst", "MANIFEST-*", "CURRENT"})
    void aFileThatIsCutOffTakesTheTask(String glob) throws IOException {
        try (var channel = FileChannel.open(file(glob), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        assertThat(delete()).containsExactly("0_0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*.sst", "MANIFEST-*", "CURRENT"})
    void aFileThatIsMissingTakesTheTask(String glob) throws IOException {
        Files.delete(file(glob));
        assertThat(delete()).containsExactly("0_0");
    }

    @Test
    void whatAnotherInstanceWorksOnIsLeftAlone() throws IOException, RocksDBException {
        Files.delete(file("CURRENT"));
        try (var channel = FileChannel.open(
                        stateDir.resolve("podtide/.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThat(delete()).isEmpty();
        }
        assertThat(delete()).containsExactly("0_0");
    }
}
