package io.podtide.cli.docs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** A section for each command: what it does, and its options. */
final class CommandTables {

    private CommandTables() {}

    /** The command and all below it. */
    static List<CommandSpec> all(CommandSpec root) {
        return Stream.concat(
                        Stream.of(root),
                        root.subcommands().values().stream()
                                .distinct()
                                .flatMap(command -> all(command.getCommandSpec()).stream()))
                .toList();
    }

    static String of(CommandSpec root) {
        return "Every command:\n\n" + table(root)
                + all(root).stream().skip(1).map(CommandTables::section).collect(Collectors.joining());
    }

    private static String section(CommandSpec command) {
        return "\n### " + command.qualifiedName() + "\n\n"
                + description(command) + "\n"
                + (rows(command).isEmpty() ? "" : "\n" + table(command));
    }

    /** In one line: an example within it stands apart on a terminal. */
    private static String description(CommandSpec command) {
        return Arrays.stream(command.usageMessage().description())
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String table(CommandSpec command) {
        return "| option | default | says |\n|---|---|---|\n" + rows(command);
    }

    private static String rows(CommandSpec command) {
        var parameters = command.positionalParameters().stream()
                .map(p -> row(
                        p.paramLabel() + (p.arity().max() > 1 ? "..." : ""),
                        p.required() ? "*required*" : "",
                        String.join(" ", p.description())));
        var options = command.options().stream()
                .filter(option -> !option.hidden() && !option.inherited())
                .filter(option -> command.parent() == null || !(option.usageHelp() || option.versionHelp()))
                .map(OptionText::new)
                .map(option -> row(option.names(), option.standard(), option.text()));
        return Stream.concat(parameters, options).collect(Collectors.joining());
    }

    private static String row(String name, String standard, String text) {
        return "| `" + name.replace("|", "\\|") + "` | " + standard.replace("|", "\\|") + " | "
                + text.replace("|", "\\|").replace("*", "\\*") + " |\n";
    }
}
