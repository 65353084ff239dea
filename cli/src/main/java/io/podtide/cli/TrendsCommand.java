package io.podtide.cli;

import io.podtide.trends.query.Parameter;
import io.podtide.trends.query.Question;
import io.podtide.trends.query.Questions;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** {@code podtide trends}. */
@Command(
        name = "trends",
        description = {
            "What crashed, where, since when, and is it getting better: questions to the history of incidents.",
            "They are asked of a server that runs on this machine ('podtide up' or 'podtide trends serve'), else of the"
                    + " database itself."
        },
        subcommands = {TrendsServeCommand.class, TrendsRebuildCommand.class, TrendsExportCommand.class})
final class TrendsCommand {

    /** A command for each question, with the options that the question takes. */
    static void addQuestions(CommandLine trends) {
        for (var question : Questions.ALL) {
            var command = new CommandLine(new TrendsQuestionCommand(question));
            command.getCommandSpec().name(question.name()).usageMessage().description(question.description());
            question.parameters().forEach(p -> command.getCommandSpec().addOption(option(question, p)));
            trends.addSubcommand(question.name(), command);
        }
    }

    private static OptionSpec option(Question question, Parameter parameter) {
        var builder = parameter == Parameter.NAMESPACE
                ? OptionSpec.builder("-n", "--namespace")
                : OptionSpec.builder("--" + parameter);
        return builder.type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(parameter == Parameter.LABEL ? "NAME=VALUE" : parameter.name())
                .required(parameter == Parameter.AT)
                .description(description(question, parameter))
                .build();
    }

    private static String description(Question question, Parameter parameter) {
        return switch (parameter) {
            case SINCE ->
                parameter.description() + " Default: " + question.since().toDays() + "d.";
            case GROUP ->
                parameter.description() + " Default: "
                        + (question.groups().isEmpty()
                                ? "none"
                                : question.groups().toString()) + ".";
            default -> parameter.description();
        };
    }
}
