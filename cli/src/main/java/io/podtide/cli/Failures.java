package io.podtide.cli;

import io.podtide.cli.broker.BrokerFailure;
import io.podtide.cli.print.OutputClosedException;
import io.podtide.cli.up.UpFailure;
import io.podtide.ingest.publish.PublishException;
import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.NoKubeconfigException;
import io.podtide.trends.query.BadQuestionException;
import io.podtide.trends.store.DatabaseException;
import io.podtide.wire.KafkaProblems;
import io.podtide.wire.registry.SchemaRegistryException;
import io.podtide.wire.topic.BrokerUnreachableException;
import io.podtide.wire.topic.NotPermittedException;
import io.podtide.wire.topic.TopicMismatchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.errors.StreamsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The one place where exceptions become a line on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

    /** The first that fits decides. Their messages are for people. */
    private static final List<Map.Entry<Class<? extends Throwable>, Integer>> EXPECTED = List.of(
            Map.entry(TopicMismatchException.class, ExitCode.BAD_USAGE),
            Map.entry(ConfigException.class, ExitCode.BAD_USAGE),
            Map.entry(BadQuestionException.class, ExitCode.BAD_USAGE),
            Map.entry(DatabaseException.class, ExitCode.UNREACHABLE),
            Map.entry(NoKubeconfigException.class, ExitCode.BAD_USAGE),
            Map.entry(ClusterException.class, ExitCode.UNREACHABLE),
            Map.entry(BrokerFailure.class, ExitCode.UNREACHABLE),
            Map.entry(UpFailure.class, ExitCode.UNREACHABLE),
            Map.entry(BrokerUnreachableException.class, ExitCode.UNREACHABLE),
            Map.entry(NotPermittedException.class, ExitCode.UNREACHABLE),
            Map.entry(SchemaRegistryException.class, ExitCode.UNREACHABLE),
            Map.entry(PublishException.class, ExitCode.UNREACHABLE),
            Map.entry(KafkaException.class, ExitCode.UNREACHABLE),
            Map.entry(IOException.class, ExitCode.UNREACHABLE));

    private final Verbosity verbosity;

    Failures(Verbosity verbosity) {
        this.verbosity = verbosity;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        if (!command.getSubcommands().isEmpty() && !(e instanceof UnmatchedArgumentException)) {
            // The name of a group alone asks which commands there are.
            command.usage(command.getErr());
            return ExitCode.BAD_USAGE;
        }
        say(command, name + ": " + message(e) + "; see '" + name + " --help'", null);
        return ExitCode.BAD_USAGE;
    }

    private static String message(ParameterException e) {
        var suggestions =
                e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.<String>of();
        return text(e) + (suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)");
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        var failure = unwrapped(e);
        if (failure instanceof OutputClosedException) {
            return ExitCode.DONE;
        }
        if (failure instanceof BadFileException bad) {
            bad.lines().forEach(line -> say(command, line, null));
            return ExitCode.BAD_USAGE;
        }
        var shown = verbosity.raised() ? e : null;
        var name = command.getCommandSpec().qualifiedName();
        for (var known : EXPECTED) {
            if (known.getKey().isInstance(failure)) {
                say(command, name + ": " + text(failure), shown);
                return known.getValue();
            }
        }
        say(command, name + ": " + "a bug, please report it with what --verbose shows: " + failure, shown);
        return ExitCode.BUG;
    }

    private static Throwable unwrapped(Throwable e) {
        var wrapped = e instanceof ExecutionException
                || e instanceof CompletionException
                || e instanceof UncheckedIOException;
        var cause = e.getCause();
        return wrapped && cause != null ? unwrapped(cause) : e;
    }

    /** Java's own messages about files are little more than the name. */
    private static String text(Throwable failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "no such file: " + missing.getFile();
        } else if (failure instanceof AccessDeniedException denied) {
            return "not allowed to read or write: " + denied.getFile();
        } else if (failure instanceof FileSystemException broken && broken.getReason() != null) {
            return broken.getFile() + ": " + broken.getReason();
        }
        if (failure instanceof KafkaException && KafkaProblems.knows(failure)) {
            return "Kafka: " + KafkaProblems.describe(failure);
        }
        var message = failure.getMessage();
        var what = message == null ? failure.toString() : message;
        return failure instanceof StreamsException ? what + root(failure) : what;
    }

    /** Kafka Streams says which task or store failed; why, its innermost cause says. */
    private static String root(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == failure ? "" : ": " + root.getMessage();
    }

    private void say(CommandLine command, String line, @Nullable Throwable shown) {
        verbosity.format().say(command.getErr(), Level.ERROR, line, shown);
    }
}
