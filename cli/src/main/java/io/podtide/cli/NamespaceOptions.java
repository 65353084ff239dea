package io.podtide.cli;

import io.podtide.detect.incident.Incident;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: {@code -n} and {@code -A}. Unlike with kubectl all namespaces are the default: a failure does not ask where you look. */
@Command // an argument group alone makes no mixin
final class NamespaceOptions {

    @ArgGroup
    private @Nullable Choice choice;

    /** One or the other. */
    private static final class Choice {

        @Option(
                names = {"-n", "--namespace"},
                paramLabel = "NAMESPACE",
                split = ",",
                description = "Only incidents of these namespaces.")
        private List<String> namespaces = List.of();

        @Option(
                names = {"-A", "--all-namespaces"},
                description = "Incidents of all namespaces, of nodes and of clusters (default).")
        private boolean all;
    }

    /** An incident beyond namespaces is in none. */
    boolean include(Incident incident) {
        var namespace = incident.namespace();
        return choice == null || choice.all || (namespace != null && choice.namespaces.contains(namespace));
    }

    boolean include(String namespace) {
        return choice == null || choice.all || choice.namespaces.contains(namespace);
    }
}
