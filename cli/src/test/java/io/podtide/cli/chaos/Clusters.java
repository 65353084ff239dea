package io.podtide.cli.chaos;

import io.podtide.cli.scenario.Scenario;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Recordings of one and the same cluster as those of several, each by the name of its scenario. */
final class Clusters {

    private static final String CLUSTER = "\"cluster\":\"[^\"]*\"";

    private Clusters() {}

    static List<Path> of(Path directory, Scenario... scenarios) throws IOException {
        Files.createDirectories(directory);
        var files = new ArrayList<Path>();
        for (var scenario : scenarios) {
            files.add(of(directory, scenario));
        }
        return files;
    }

    private static Path of(Path directory, Scenario scenario) throws IOException {
        var file = directory.resolve(scenario.name() + ".jsonl.gz");
        var cluster = "\"cluster\":\"" + scenario.name() + '"';
        try (var in = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(scenario.open()), StandardCharsets.UTF_8));
                var out = new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8)) {
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                out.write(line.replaceFirst(CLUSTER, cluster));
                out.write('\n');
            }
        }
        return file;
    }
}
