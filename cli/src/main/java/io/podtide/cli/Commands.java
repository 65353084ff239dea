package io.podtide.cli;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The subcommands of {@code podtide}. To read the options of all of them, some hundreds, takes longer than most commands have to do:
 * of one whose name is not among the words that were given, only what the overview says is taken.
 */
final class Commands {

    private static final List<Class<?>> ALL = List.of(
            UpCommand.class,
            IngestCommand.class,
            StreamsCommand.class,
            AlertsCommand.class,
            RecordCommand.class,
            SimulateCommand.class,
            ReplayCommand.class,
            DiagnoseCommand.class,
            IncidentsCommand.class,
            TrendsCommand.class,
            RulesCommand.class,
            CausesCommand.class,
            GenerateCompletion.class);

    private Commands() {}

    /** Which of them have to be whole for these words; those of a file (@FILE) are not known yet. */
    static Predicate<String> namedIn(String... args) {
        var words = new HashSet<>(List.of(args));
        var any = words.contains(nameOf(GenerateCompletion.class))
                || words.stream().anyMatch(word -> word.startsWith("@"));
        return name -> any || words.contains(name);
    }

    static void add(CommandLine podtide, Predicate<String> isWhole) {
        for (var command : ALL) {
            podtide.addSubcommand(nameOf(command), isWhole.test(nameOf(command)) ? whole(command) : outline(command));
        }
    }

    private static CommandLine whole(Class<?> command) {
        var whole = new CommandLine(command);
        if (command == TrendsCommand.class) {
            TrendsCommand.addQuestions(whole);
        }
        return whole;
    }

    private static CommandSpec outline(Class<?> command) {
        var outline = CommandSpec.create();
        outline.usageMessage().description(about(command).description());
        return outline;
    }

    private static String nameOf(Class<?> command) {
        return about(command).name();
    }

    private static Command about(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class));
    }
}
