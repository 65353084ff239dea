package io.podtide.rules;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The reference of causes as a page, made from the catalogue itself. */
final class CausesPage {

    private static final String INTRODUCTION = """
            # Causes

            What an incident's `cause` may be, by where it is looked for. This page is made from
            `rules/src/main/resources/io/podtide/rules/causes.yaml`; a test keeps the two alike
            (`./mvnw -pl rules -am test -Dtest=CausesPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dpodtide.write-docs=true` writes it anew).

            ## Causes of your own

            `--causes FILE` of `up`, `streams`, `diagnose`, `replay` and `rules backtest` takes a file of the same form. An entry with a new id
            comes before all others; one with an id of this page changes what it says: explanation, remedy and stages replace, signs are
            added. `podtide causes check FILE` tells every mistake with its line, and tries the examples.

            ```yaml
            causes:
              - id: VAULT_SEALED                # capitals; alerts are routed by it
                stages: [setup, running]        # scheduling, image, setup, running, memory, termination
                signs:                          # any is enough
                  - reason: [FailedMount]       # of the Event, the container state or the condition; left out: any
                    message: 'vault-agent: (?<path>\\S+): Vault is sealed'
                explanation: Vault is sealed, so secrets cannot be handed out.
                remedy: |
                  Unseal it.
                  kubectl -n vault exec vault-0 -- vault operator unseal
                examples:
                  - {stage: setup, reason: FailedMount, message: 'vault-agent: secret/db: Vault is sealed'}
            ```

            A message is a regular expression of Java, searched for anywhere, upper and lower case alike; its named groups become the
            incident's `causeDetail`. What the program in the container wrote is searched only for signs that name the reason it stands
            under: `Error`, `Completed` or `OOMKilled` for a termination message (`terminationMessagePath`, or the end of the log),
            `Unhealthy`, `FailedPostStartHook` ... for the output of probes and hooks. A choice or repetition within a repetition is refused, and a message that takes too many steps to
            search, or what stands beyond its first 8,192 characters, counts as no sign: no text can hold the detection up.
            In a remedy `{namespace}` `{pod}` `{container}` `{workload}` `{kind}` `{node}` and `{image}` are filled in.
            """;

    private CausesPage() {}

    static String text() {
        var page = new StringBuilder(INTRODUCTION);
        for (var stage : Stage.values()) {
            page.append("\n## ").append(title(stage)).append("\n\n| cause | what it is | read from |\n|---|---|---|\n");
            Causes.builtIn().causes().stream()
                    .filter(cause -> home(cause) == stage)
                    .forEach(cause -> page.append(row(cause)));
        }
        return page.toString();
    }

    private static String title(Stage stage) {
        return stage.name().charAt(0) + stage.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** Some are looked for in several places; they stand where a pod comes to first. */
    private static Stage home(Cause cause) {
        return cause.stages().stream().sorted().findFirst().orElseThrow();
    }

    private static String row(Cause cause) {
        var others = cause.stages().stream()
                .filter(stage -> stage != home(cause))
                .sorted()
                .map(stage -> stage.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        List<String> cells = new ArrayList<>();
        cells.add("`" + cause.id() + "`" + (others.isEmpty() ? "" : "<br>also " + others));
        cells.add(cause.explanation().replace("|", "\\|"));
        cells.add(cause.source().replace("|", "\\|"));
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
