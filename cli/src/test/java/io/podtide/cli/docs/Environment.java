package io.podtide.cli.docs;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Environment variables: those that options are taken from, and those that are read elsewhere. */
final class Environment {

    /** Read by the code or the launcher itself. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("PODTIDE_API_TOKEN", "the token of the history's API, where `--token-file` is not given"),
            Map.entry(
                    "PODTIDE_SCHEMA_REGISTRY_USER_INFO",
                    "`user:password` for the schema registry, over `schema.registry.basic.auth.user.info` in the file"),
            Map.entry("PODTIDE_VERBOSE", "set to anything: failures are shown with where they came from"),
            Map.entry("KUBECONFIG", "kubeconfigs, as kubectl reads it; else `~/.kube/config`"),
            Map.entry("KUBERNETES_SERVICE_HOST", "set by Kubernetes in a pod: where its API server is"),
            Map.entry("KUBERNETES_SERVICE_PORT", "set by Kubernetes in a pod"),
            Map.entry("XDG_DATA_HOME", "data of `up` is below `podtide/` there; else `~/.local/share`"),
            Map.entry(
                    "XDG_CACHE_HOME",
                    "the launcher has native libraries unpacked below `podtide/` there; else `~/.cache`"),
            Map.entry("HOME", "where `~` is, for the launcher"),
            Map.entry("JAVA_HOME", "the Java that the launcher takes, 17 or newer; else the one on the `PATH`"),
            Map.entry("JAVA_OPTS", "options of Java, for the launcher; see [below](#java)"),
            Map.entry("NO_COLOR", "set to anything: no colours"),
            Map.entry("CLICOLOR_FORCE", "other than 0: colours where there is no terminal, too"),
            Map.entry("TERM", "`dumb`: no colours, and no line is written over"));

    private Environment() {}

    static Set<String> names(CommandSpec root) {
        return rows(root).keySet();
    }

    static String table(CommandSpec root) {
        return "\n## Environment variables\n\nCredentials of receivers of alerts are in variables that the alerts file names"
                + " (`{env: NAME}`). PostgreSQL's `PGPASSFILE` is heeded, too.\n\n| variable | says |\n|---|---|\n"
                + rows(root).entrySet().stream()
                        .map(row -> "| `" + row.getKey() + "` | " + row.getValue() + " |\n")
                        .collect(Collectors.joining());
    }

    private static Map<String, String> rows(CommandSpec root) {
        var rows = new TreeMap<>(OTHERS);
        options(root).forEach((name, options) -> rows.put(name, String.join(", ", options)));
        return rows;
    }

    private static Map<String, Set<String>> options(CommandSpec root) {
        var all = new TreeMap<String, Set<String>>();
        for (var command : CommandTables.all(root)) {
            for (var option : command.options()) {
                var variable = new OptionText(option).variable();
                if (!variable.isEmpty()) {
                    all.computeIfAbsent(variable, name -> new TreeSet<>()).add("`" + option.longestName() + "`");
                }
            }
        }
        return all;
    }
}
