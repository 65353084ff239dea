package io.podtide.cli;

import io.podtide.cli.rule.RuleTopic;
import io.podtide.rules.RuleChanges;
import io.podtide.rules.RuleSets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.utils.Bytes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code podtide rules apply}. */
@Command(
        name = "apply",
        description = {
            "Puts a rule file in force: checks it, publishes it on the topic podtide.rules, and says what changes.",
            "Running streams take it up within a second, without a restart."
        })
final class RulesApplyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "FILE", description = "Rules, overrides and mutes (YAML).")
    private Path file = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = RuleSets.DEFAULT,
            description =
                    "Of the rule set (default: ${DEFAULT-VALUE}). Several sets are in force together; the set default"
                            + " comes first, the others in the order of their names, and the first to set a key wins.")
    private String name = RuleSets.DEFAULT;

    @Option(names = "--dry-run", description = "Only say what would change.")
    private boolean dryRun;

    @Override
    public Integer call() throws Exception {
        console.verbosity().tellOnce();
        if (!RuleSets.isName(name)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + name + "' is no name of a rule set: small letters, digits, - and .");
        }
        var warnings = RuleFiles.read(file).warnings(Instant.now());
        warnings.forEach(warning -> console.note(RuleFiles.line(file, warning) + " (a warning)"));
        var topic = new RuleTopic(kafka.kafka());
        var before = topic.versions();
        var after = new ArrayList<>(before);
        var bytes = Files.readAllBytes(file);
        var yaml = Bytes.wrap(bytes);
        after.add(new RuleTopic.Version(name, yaml, Instant.now()));
        var changes = RuleChanges.between(RuleTopic.inForce(before), RuleTopic.inForce(after));
        changes.forEach(console.output()::line);
        boolean news = !RuleTopic.newest(before, name).equals(Optional.of(yaml));
        if (news && !dryRun) {
            topic.publish(name, bytes);
        }
        var done = dryRun
                ? "not published: "
                : news ? "published as rule set " + name + ": " : "rule set " + name + " is the same: ";
        console.note(done + (changes.isEmpty() ? "nothing changes" : Count.of(changes.size(), "change")));
        return ExitCode.DONE;
    }
}
