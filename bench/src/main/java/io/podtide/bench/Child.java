package io.podtide.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A Java process that speaks in lines. */
public final class Child implements AutoCloseable {

    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    /** For whoever is to do as much as it can; others have the serial one. */
    private static final String PARALLEL = "-XX:+UseParallelGC";

    private static final String YOUNG = "-XX:NewRatio=4";

    /** What the launcher gives {@code podtide streams}. */
    public static final List<String> OF_STREAMS = withHugePages(PARALLEL, YOUNG);

    /** The same for those beside it, with the sizes that Java chooses. */
    public static final List<String> OF_RIVALS = withHugePages(PARALLEL);

    private static final Pattern COLLECTOR = Pattern.compile("-XX:\\+Use\\w+GC");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread reader;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
    }

    /** @param arguments options of Java, the main class, its arguments */
    public static Child start(String name, Path log, List<String> arguments) throws IOException {
        return start(name, log, System.getProperty("java.class.path"), arguments);
    }

    /** With another class path. */
    public static Child start(String name, Path log, String classPath, List<String> arguments) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(withCollector(arguments));
        var builder = new ProcessBuilder(line).redirectError(log.toFile());
        builder.environment().put("CLASSPATH", classPath);
        var child = new Child(name, builder.start());
        child.reader.start();
        return child;
    }

    /** Java would complain where the kernel gives no such pages. */
    private static List<String> withHugePages(String... options) {
        var all = new ArrayList<>(List.of(options));
        try {
            var enabled = Files.readString(HUGE_PAGES);
            if (enabled.contains("[madvise]") || enabled.contains("[always]")) {
                all.add("-XX:+UseTransparentHugePages");
            }
        } catch (IOException e) { // no Linux, or one that does not tell
            return all;
        }
        return all;
    }

    /** A collector that an option asks for wins, as with the launcher. */
    private static List<String> withCollector(List<String> arguments) {
        var collectors = arguments.stream()
                .filter(a -> COLLECTOR.matcher(a).matches())
                .distinct()
                .toList();
        var all = new ArrayList<>(arguments);
        if (collectors.isEmpty()) {
            all.add(0, "-XX:+UseSerialGC");
        } else if (collectors.size() > 1) {
            all.removeAll(List.of(PARALLEL, YOUNG));
        }
        return all;
    }

    private void read() {
        try (var out = process.inputReader()) {
            read(out);
        } catch (IOException e) {
            // it has ended, which whoever waits for it will find out
        }
    }

    private void read(BufferedReader out) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    void say(String text) {
        try {
            process.getOutputStream().write(text.getBytes(UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " has ended", e);
        }
    }

    /** The rest of the next line that begins so. */
    public String await(String beginning) throws InterruptedException {
        while (true) {
            var line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException(name + " says nothing (alive: " + process.isAlive() + ")");
            }
            if (line.startsWith(beginning)) {
                return line.substring(beginning.length());
            }
        }
    }

    /** From now on every line that begins so is handed on, its rest, on a thread of its own. */
    void tell(String beginning, Consumer<String> each) {
        var thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            var line = lines.take();
                            if (line.startsWith(beginning)) {
                                each.accept(line.substring(beginning.length()));
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                name + "-told");
        thread.setDaemon(true);
        thread.start();
    }

    /** All that it says until it has done what it was started for. */
    public List<String> output() throws InterruptedException {
        end();
        reader.join();
        return List.copyOf(lines);
    }

    /** Waits until it has done what it was started for. */
    public void end() throws InterruptedException {
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException(name + " has ended with " + code);
        }
    }

    /** CPU time that a process has used up to now. */
    public static Duration cpu(long pid) {
        return ProcessHandle.of(pid).flatMap(p -> p.info().totalCpuDuration()).orElse(Duration.ZERO);
    }

    /** Most memory it ever held, in MiB; 0 where the system does not tell. */
    public int peakMemory() {
        return peakMemory(pid());
    }

    /** The same of any process. */
    public static int peakMemory(long pid) {
        return memory(pid, "VmHWM:");
    }

    /** Memory that it holds now, in MiB; 0 where the system does not tell. */
    public int memory() {
        return memory(pid(), "VmRSS:");
    }

    private static int memory(long pid, String which) {
        try (var status = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return status.filter(line -> line.startsWith(which))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** It has no time to say goodbye. */
    public void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        end(process);
    }

    /** Asks it to end, and makes it when it does not. */
    public static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
