package io.podtide.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Directories of a run. */
public final class Scratch {

    private Scratch() {}

    /** A new one below {@code java.io.tmpdir}. Should the run be broken off, it goes, with all processes that the run has started. */
    public static Path create(String prefix) throws IOException {
        var directory = Files.createTempDirectory(prefix);
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> abandon(directory), "scratch"));
        } catch (IllegalStateException e) { // it is being broken off
            delete(directory);
            throw e;
        }
        return directory;
    }

    private static void abandon(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        ProcessHandle.current().descendants().forEach(Scratch::kill); // they would go on to write
        try {
            delete(directory);
        } catch (IOException e) {
            System.err.println(directory + " is left: " + e);
        }
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Others may be at it too. */
    public static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.deleteIfExists(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
