package io.podtide.bench;

import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** What cannot be meant is said in a line. */
public final class UsageError implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        var command = problem.getCommandLine();
        command.getErr().println(command.getCommandName() + ": " + problem.getMessage());
        return CommandLine.ExitCode.USAGE;
    }
}
