package io.podtide.cli;

import picocli.CommandLine.Command;

/** {@code podtide rules}. */
@Command(
        name = "rules",
        description = "Checks rule files, and tries them on recordings.",
        subcommands = {RulesCheckCommand.class, RulesBacktestCommand.class})
final class RulesCommand {}
