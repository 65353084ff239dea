package io.podtide.ingest.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A directory in which every file is a kubeconfig, such as a Secret that is mounted. Names that begin with a dot are left out:
 * what the kubelet keeps a mounted Secret's versions in, and what editors leave behind.
 */
public final class KubeconfigDirectory implements FleetSource {

    private final Path directory;
    private final ContextSelection selection;
    private final Naming naming;
    private final Map<Path, KubeconfigContexts> files = new TreeMap<>();

    public KubeconfigDirectory(Path directory, ContextSelection selection, Naming naming) {
        this.directory = directory;
        this.selection = selection;
        this.naming = naming;
    }

    @Override
    public synchronized Plan plan() {
        var plan = new Plan(List.of(), List.of());
        try {
            var found = files();
            files.keySet().retainAll(found);
            found.forEach(file -> files.computeIfAbsent(file, f -> new KubeconfigContexts(f, selection, naming)));
        } catch (IOException | UncheckedIOException e) {
            plan = new Plan(List.of(), List.of("The directory of kubeconfigs " + directory + " cannot be read"));
        }
        for (var file : files.values()) {
            plan = plan.and(file.plan());
        }
        return plan;
    }

    private List<Path> files() throws IOException {
        try (var all = Files.list(directory)) {
            return all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
