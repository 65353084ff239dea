package io.podtide.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** {@code podtide} as a Java process of its own, started as the launcher starts it. */
public final class ChildJava {

    private static final String MAIN = "io.podtide.cli.Podtide";

    private ChildJava() {}

    /**
     * Not started yet.
     *
     * @param scratch goes with the test: a process that is killed leaves the libraries in it that Java has unpacked
     * @param options of Java
     * @param words of the command
     */
    public static ProcessBuilder podtide(Path scratch, List<String> options, List<String> words) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        line.add("-Djava.io.tmpdir=" + Files.createDirectories(scratch));
        line.addAll(options);
        line.add(MAIN);
        line.addAll(words);
        var builder = new ProcessBuilder(line);
        builder.environment().put("CLASSPATH", classPath());
        return builder;
    }

    /** Ours without the tests: their logging is not that of the command. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
