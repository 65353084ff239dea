package io.podtide.cli;

import io.podtide.cli.print.PlainText;
import io.podtide.cli.rule.RuleTopic;
import io.podtide.rules.RulesReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code podtide rules show}. */
@Command(
        name = "show",
        description =
                "Prints the rule sets on the topic podtide.rules, as they were published. Without any the defaults"
                        + " are in force, or what streams were started with.")
final class RulesShowCommand implements Callable<Integer> {

    @Mixin
    private final Console console = new Console();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "Only this set, and nothing but its text.")
    private @Nullable String only;

    @Override
    public Integer call() throws Exception {
        console.verbosity().tellOnce();
        var versions = new RuleTopic(kafka.kafka()).versions();
        var newest = new LinkedHashMap<String, RuleTopic.Version>();
        versions.forEach(version -> newest.put(version.name(), version));
        newest.values().removeIf(version -> version.yaml() == null);
        if (only != null) {
            newest.keySet().retainAll(Set.of(only));
        }
        newest.values().forEach(this::print);
        if (newest.isEmpty()) {
            console.note(only == null ? "no rule set has been published" : "there is no rule set " + only);
        }
        return ExitCode.DONE;
    }

    private void print(RuleTopic.Version version) {
        var yaml = version.yaml() == null ? new byte[0] : version.yaml().get();
        if (only == null) {
            console.output()
                    .line("---\n# rule set " + PlainText.oneLine(version.name()) + ", published " + version.at());
        }
        new String(yaml, StandardCharsets.UTF_8).lines().map(PlainText::line).forEach(console.output()::line);
        for (var problem : RulesReader.read(yaml).problems()) {
            console.note("rule set " + version.name() + " is not in force: " + problem);
        }
    }
}
