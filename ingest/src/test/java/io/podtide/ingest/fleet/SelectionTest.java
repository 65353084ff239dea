package io.podtide.ingest.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which contexts are watched, and under which name. */
class SelectionTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeKubeconfig() throws IOException {
        file = Files.writeString(folder.resolve("eu.yaml"), """
                apiVersion: v1
                kind: Config
                current-context: prod-1
                clusters:
                - {name: kubernetes, cluster: {server: "https://one:6443"}}
                - {name: two, cluster: {server: "https://two:6443"}}
                contexts:
                - {name: prod-1, context: {cluster: kubernetes, user: me}}
                - {name: prod-2, context: {cluster: two, user: me}}
                - {name: staging.1, context: {cluster: two, user: me}}
                - {name: incomplete}
                """);
    }

    @Test
    void theCurrentOneWhereNoneIsNamed() {
        assertThat(names(ContextSelection.CURRENT, Naming.CLUSTER)).containsExactly("kubernetes");
    }

    @Test
    void thoseThatMatch() {
        assertThat(names(new ContextSelection(List.of("prod-*"), false), Naming.CONTEXT))
                .containsExactly("prod-1", "prod-2");
        assertThat(names(new ContextSelection(List.of("staging.1", "prod-2"), false), Naming.CONTEXT))
                .containsExactly("prod-2", "staging.1");
    }

    @Test
    void allThatAreComplete() {
        assertThat(names(new ContextSelection(List.of(), true), Naming.CONTEXT))
                .containsExactly("prod-1", "prod-2", "staging.1");
    }

    @Test
    void theFileIsANameWithoutItsEnding() {
        assertThat(names(ContextSelection.CURRENT, Naming.FILE)).containsExactly("eu");
    }

    @Test
    void theOnlyContextNeedsNotBeCurrent() throws IOException {
        Files.writeString(
                file, Kubeconfigs.withToken("only", "https://only", "t").replace("current-context: only", ""));

        assertThat(names(ContextSelection.CURRENT, Naming.CLUSTER)).containsExactly("only");
    }

    @Test
    void whatIsThereIsSaidWhereNothingFits() {
        var plan = source(new ContextSelection(List.of("dev"), false), Naming.CLUSTER)
                .plan();

        assertThat(plan)
                .isEqualTo(new Plan(
                        List.of(),
                        List.of("There is not a context dev in " + file
                                + ". Those it has: prod-1, prod-2, staging.1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "hunter2",
                "contexts: [null]",
                "contexts: [{name: a, context: {cluster: hunter2}}, null]",
                "clusters: hunter2",
                "contexts: [{name: [hunter2]}]",
                "users: [null]\ncontexts: 7",
                "\u0000\u0001hunter2",
                "a: &a [*a, *a]",
            })
    void whateverIsInAFileItIsAProblemAndNoFault(String text) throws IOException {
        Files.writeString(file, text);
        var plan = source(new ContextSelection(List.of("x"), false), Naming.CLUSTER)
                .plan();

        assertThat(plan.members()).isEmpty();
        assertThat(plan.problems())
                .singleElement(STRING)
                .contains(file.toString())
                .doesNotContain("hunter2");
    }

    @Test
    void oneFileTwiceIsNoClash() {
        var once = source(ContextSelection.CURRENT, Naming.CLUSTER);

        var plan = FleetSource.all(List.of(once, source(ContextSelection.CURRENT, Naming.CLUSTER)))
                .plan()
                .withUniqueNames(Map.of());

        assertThat(plan).isEqualTo(once.plan());
    }

    @Test
    void aNewNameIsAllThatChanges() {
        var member = source(ContextSelection.CURRENT, Naming.CLUSTER)
                .named("prod-eu")
                .plan()
                .members()
                .get(0);

        assertThat(member.name()).isEqualTo("prod-eu");
        assertThat(member.access().name()).isEqualTo("prod-eu");
        assertThat(member.access().context()).isEqualTo("prod-1");
        assertThat(member.server()).isEqualTo("https://one:6443");
    }

    @ParameterizedTest
    @CsvSource({
        "*,,true",
        "a*,abc,true",
        "a?c,abc,true",
        "a?c,ac,false",
        "a.c,abc,false",
        "*b,abc,false",
        "abc,abc,true"
    })
    void globs(String glob, String name, boolean matches) {
        assertThat(ContextSelection.matches(glob, name == null ? "" : name)).isEqualTo(matches);
    }

    private List<String> names(ContextSelection selection, Naming naming) {
        return source(selection, naming).plan().members().stream()
                .map(Member::name)
                .toList();
    }

    private FleetSource source(ContextSelection selection, Naming naming) {
        return new KubeconfigContexts(file, selection, naming);
    }
}
