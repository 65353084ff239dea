package io.podtide.cli;

import picocli.CommandLine.Command;

/** {@code podtide causes}. */
@Command(
        name = "causes",
        description = "Lists the causes that are known, and checks files with more of them.",
        subcommands = {CausesListCommand.class, CausesCheckCommand.class})
final class CausesCommand {}
