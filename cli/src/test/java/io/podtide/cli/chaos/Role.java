package io.podtide.cli.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One of Podtide's processes, started again whenever it ends, as a platform would. */
final class Role implements Victim {

    private static final Duration AT_WORK_WITHIN = Duration.ofSeconds(20);
    private static final Duration STARTED_AGAIN_AFTER = Duration.ofMillis(500);

    private final String name;
    private final List<String> line;
    private final Path log;
    private final Thread supervisor;
    private final List<String> starts = new CopyOnWriteArrayList<>();
    private final List<Start> measured = new CopyOnWriteArrayList<>();
    private volatile Process process;
    private volatile Duration down = Duration.ZERO;
    private volatile boolean killed;
    private volatile String saidLast = "";
    private volatile boolean closed;
    private volatile boolean atWork;

    /** @param ready what its standard error says when it is at work */
    private Role(String name, List<String> line, Path log, String ready) {
        this.name = name;
        this.line = line;
        this.log = log;
        this.supervisor = new Thread(() -> supervise(ready), "supervisor-" + name);
        this.supervisor.setDaemon(true);
    }

    /**
     * How long a start took.
     *
     * @param nanos when it began, as {@link System#nanoTime} has it
     * @param said the line with which it said so
     */
    record Start(boolean afterKill, long nanos, Duration took, String said) {}

    static Role start(String name, Path directory, String mainClass, String ready, List<String> arguments)
            throws IOException {
        Files.createDirectories(directory);
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                mainClass));
        line.addAll(arguments);
        var role = new Role(name, line, directory.resolve(name + ".log"), ready);
        role.supervisor.start();
        return role;
    }

    private void supervise(String ready) {
        try {
            while (!closed) {
                var afterKill = killed;
                killed = false;
                begin();
                watch(afterKill, ready);
                if (!closed) {
                    Thread.sleep((killed ? down : STARTED_AGAIN_AFTER).toMillis());
                }
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void begin() throws IOException {
        var builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("CLASSPATH", classPath());
        atWork = false;
        process = builder.start();
        if (closed) {
            process.destroyForcibly();
        }
    }

    /** Ours without the resources of the tests: their logging is not that of the command. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .sorted((a, b) -> Boolean.compare(a.endsWith("test-classes"), b.endsWith("test-classes")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void watch(boolean afterKill, String ready) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var last = "";
        try (var out = process.inputReader();
                var writer = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var text = out.readLine(); text != null; text = out.readLine()) {
                writer.write(Instant.now() + " " + text + System.lineSeparator());
                writer.flush();
                last = text;
                saidLast = text;
                if (text.contains(ready)) {
                    atWork = true;
                    measured.add(new Start(afterKill, begun, Duration.ofNanos(System.nanoTime() - begun), text));
                }
            }
        } catch (IOException e) {
            // it was killed
        }
        int code = process.waitFor();
        if (!killed && !closed) {
            starts.add("exit " + code + ": " + last);
        }
    }

    @Override
    public String name() {
        return name;
    }

    /** Every time it came to be at work. */
    List<Start> starts() {
        return measured;
    }

    /** It is the last it said. */
    boolean says(String text) {
        return saidLast.contains(text);
    }

    /** How it ended without having been killed. */
    List<String> endedByItself() {
        return starts;
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void awaitAtWork() throws InterruptedException {
        var end = System.nanoTime() + AT_WORK_WITHIN.toNanos();
        while (!atWork && end - System.nanoTime() > 0) {
            Thread.sleep(50);
        }
    }

    @Override
    public void kill(Duration time) throws InterruptedException {
        down = time;
        killed = true;
        atWork = false;
        process.destroyForcibly().waitFor();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        var pid = process.pid();
        Signals.send("STOP", pid);
        Thread.sleep(time.toMillis());
        Signals.send("CONT", pid);
    }

    @Override
    public void close() {
        closed = true;
        supervisor.interrupt();
        process.destroyForcibly().onExit().join();
    }
}
