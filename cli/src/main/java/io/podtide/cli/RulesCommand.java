package io.podtide.cli;

import picocli.CommandLine.Command;

/** {@code podtide rules}. */
@Command(
        name = "rules",
        description = "Checks rule files, tries them on what has happened, and puts them in force.",
        subcommands = {
            RulesCheckCommand.class,
            RulesApplyCommand.class,
            RulesShowCommand.class,
            RulesBacktestCommand.class
        })
final class RulesCommand {}
