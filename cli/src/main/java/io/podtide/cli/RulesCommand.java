package io.podtide.cli;

import picocli.CommandLine.Command;

/** {@code podtide rules}. */
@Command(
        name = "rules",
        description = "Checks rule files.",
        subcommands = {RulesCheckCommand.class})
final class RulesCommand {}
