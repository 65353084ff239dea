package io.podtide.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.cause.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueReaderTest {

    private static final CauseCatalogue BASE =
            CatalogueReader.read("""
                    causes:
                      - id: DISK_FULL
                        stages: [setup]
                        signs:
                          - {message: 'no space left'}
                        explanation: A disk is full.
                        remedy: kubectl describe node {node}
                        source: ENOSPC
                      - id: MOUNT_FAILED
                        stages: [setup]
                        signs:
                          - {reason: [FailedMount], message: 'volume "(?<volume>[^"]+)"'}
                        explanation: A volume cannot be mounted.
                        remedy: kubectl get pvc
                    """, CauseCatalogue.EMPTY).orThrow();

    private static final String MOUNT = "MountVolume.SetUp failed for volume \"data\" : no space left on device";

    @TempDir
    Path folder;

    @Test
    void an_entry_is_read_in_full() {
        var cause = BASE.find("MOUNT_FAILED").orElseThrow();
        assertThat(cause.stages()).containsExactly(Stage.SETUP);
        assertThat(cause.explanation()).isEqualTo("A volume cannot be mounted.");
        assertThat(cause.remedy()).isEqualTo("kubectl get pvc");
        assertThat(cause.source()).isEmpty();
        assertThat(cause.signs())
                .singleElement()
                .satisfies(sign -> assertThat(sign.reasons()).containsExactly("FailedMount"));
    }

    @Test
    void the_first_entry_that_fits_wins() {
        assertThat(read(BASE, "FailedMount", MOUNT)).isEqualTo("DISK_FULL");
        assertThat(read(BASE, "FailedMount", "volume \"data\" : it rains")).isEqualTo("MOUNT_FAILED");
        assertThat(read(BASE, "Failed", "volume \"data\" : it rains")).isEqualTo("nothing");
        assertThat(BASE.match(Stage.SETUP, "FailedMount", "volume \"data\"")
                        .orElseThrow()
                        .detail())
                .isEqualTo(Map.of("volume", "data"));
    }

    @Test
    void patterns_are_searched_in_upper_and_lower_case_unless_they_say_otherwise() {
        var catalogue = over("""
                causes:
                  - id: LOUD
                    stages: [setup]
                    signs:
                      - {message: '(?-i)RAIN'}
                      - {message: 'snow'}
                    explanation: It rains.
                    remedy: Wait.
                """);
        assertThat(read(catalogue, "", "It RAINs")).isEqualTo("LOUD");
        assertThat(read(catalogue, "", "It rains")).isEqualTo("nothing");
        assertThat(read(catalogue, "", "SNOW")).isEqualTo("LOUD");
    }

    @Test
    void a_new_entry_comes_before_those_there_are() {
        var catalogue = over("""
                causes:
                  - id: QUOTA_OF_THE_FILER
                    stages: [setup]
                    signs:
                      - {message: 'SetUp failed .* no space left'}
                    explanation: The filer's quota is used up.
                    remedy: Call storage.
                """);
        assertThat(catalogue.causes())
                .map(Cause::id)
                .containsExactly("QUOTA_OF_THE_FILER", "DISK_FULL", "MOUNT_FAILED");
        assertThat(read(catalogue, "FailedMount", MOUNT)).isEqualTo("QUOTA_OF_THE_FILER");
    }

    @Test
    void an_entry_there_is_may_get_other_words_and_keeps_its_place() {
        var catalogue = over("""
                causes:
                  - id: MOUNT_FAILED
                    remedy: See the runbook.
                """);
        var cause = catalogue.find("MOUNT_FAILED").orElseThrow();
        assertThat(cause.remedy()).isEqualTo("See the runbook.");
        assertThat(cause.explanation()).isEqualTo("A volume cannot be mounted.");
        assertThat(catalogue.causes()).map(Cause::id).containsExactly("DISK_FULL", "MOUNT_FAILED");
    }

    @Test
    void an_entry_there_is_may_get_further_signs_and_keeps_its_place() {
        var catalogue = over("""
                causes:
                  - id: MOUNT_FAILED
                    signs:
                      - {message: 'nfs: server (?<server>\\S+) not responding'}
                    examples:
                      - {message: 'nfs: server filer1 not responding'}
                """);
        assertThat(catalogue.causes()).map(Cause::id).containsExactly("DISK_FULL", "MOUNT_FAILED");
        assertThat(catalogue
                        .match(Stage.SETUP, "", "nfs: server filer1 not responding")
                        .orElseThrow()
                        .detail())
                .isEqualTo(Map.of("server", "filer1"));
        assertThat(read(catalogue, "FailedMount", "volume \"data\"")).isEqualTo("MOUNT_FAILED");
        assertThat(read(catalogue, "FailedMount", MOUNT)).isEqualTo("DISK_FULL");
    }

    @Test
    void a_file_is_read_like_its_text() throws IOException {
        var file = folder.resolve("causes.yaml");
        Files.writeString(file, "causes: []");
        assertThat(CatalogueReader.read(file, BASE).orThrow().causes()).isEqualTo(BASE.causes());
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void a_mistake_is_told_with_its_line(String entry, String problems) {
        var yaml = "causes:\n  - " + entry.replace("\n", "\n    ");
        assertThat(CatalogueReader.read(yaml, BASE).problems())
                .map(Problem::toString)
                .containsExactly(problems.split("\n"));
    }

    static Stream<Arguments> a_mistake_is_told_with_its_line() {
        return Stream.of(
                mistake(
                        "id: NEW",
                        "line 2: causes[0]: needs stages",
                        "line 2: causes[0]: needs explanation",
                        "line 2: causes[0]: needs remedy"),
                mistake("stages: [setup]", "line 2: causes[0]: needs id"),
                mistake(
                        "id: new cause",
                        "line 2: causes[0].id: needs capitals, digits and _, such as VAULT_SEALED, not \"new cause\""),
                mistake(
                        "id: DISK_FULL\nstages: [Setup, imgae]",
                        "line 3: causes[0].stages[0]: unknown stage, did you mean setup?",
                        "line 3: causes[0].stages[1]: unknown stage, did you mean image?"),
                mistake(
                        "id: DISK_FULL\nstages: []",
                        "line 3: causes[0].stages: needs at least one of scheduling, image, setup, running, memory, termination"),
                mistake("id: DISK_FULL\nremedys: x", "line 3: causes[0].remedys: unknown key, did you mean remedy?"),
                mistake("id: DISK_FULL\nexplanation: ''", "line 3: causes[0].explanation: must not be empty"),
                mistake(
                        "id: DISK_FULL\nremedy: kubectl -n {namspace} get pod -o jsonpath='{.spec}'",
                        "line 3: causes[0].remedy: nothing is known to fill in for {namspace}, did you mean namespace?"),
                mistake(
                        "id: DISK_FULL\nsigns:\n  - {message: 'a(b'}",
                        "line 4: causes[0].signs[0].message: no regular expression: Unclosed group at character 4"),
                mistake(
                        "id: DISK_FULL\nsigns:\n  - {message: '(a+)+'}",
                        "line 4: causes[0].signs[0].message: a choice or repetition within a repetition may take for ever; make the outer one possessive (*+ or ++) or write it otherwise"),
                mistake(
                        "id: DISK_FULL\nsigns:\n  - {message: '" + "a".repeat(1001) + "'}",
                        "line 4: causes[0].signs[0].message: longer than 1000 characters"),
                mistake("id: DISK_FULL\nsigns: [{}]", "line 3: causes[0].signs[0]: needs reason, message or both"),
                mistake(
                        "id: DISK_FULL\nsigns: [{reason: [not a reason]}]",
                        "line 3: causes[0].signs[0].reason[0]: a reason is one word, not \"not a reason\""),
                mistake(
                        "id: DISK_FULL\nsigns: [{reason: Failed, message: a}]",
                        "line 3: causes[0].signs[0].reason: needs a list, not \"Failed\""),
                mistake(
                        "id: DISK_FULL\nexamples:\n  - {message: no room left}",
                        "line 4: causes[0].examples[0]: at stage SETUP it is read as nothing known, not as DISK_FULL"),
                mistake(
                        "id: MOUNT_FAILED\nexamples:\n  - {reason: FailedMount, message: 'volume \"a\": no space left'}",
                        "line 4: causes[0].examples[0]: at stage SETUP it is read as DISK_FULL, not as MOUNT_FAILED"));
    }

    @Test
    void an_id_is_written_once() {
        var problems = CatalogueReader.read("causes:\n  - id: DISK_FULL\n  - id: DISK_FULL\n", BASE)
                .problems();
        assertThat(problems)
                .containsExactly(new Problem(3, "causes[1]", "DISK_FULL is written twice, first in line 2"));
    }

    @Test
    void a_file_without_causes_is_none() {
        assertThat(CatalogueReader.read("cause: []", BASE).problems())
                .map(Problem::toString)
                .containsExactly("line 1: cause: unknown key, did you mean causes?", "line 1: needs causes");
    }

    private static CauseCatalogue over(String yaml) {
        return CatalogueReader.read(yaml, BASE).orThrow();
    }

    private static String read(CauseCatalogue catalogue, String reason, String message) {
        return catalogue
                .match(Stage.SETUP, reason, message)
                .map(m -> m.cause().id())
                .orElse("nothing");
    }

    private static Arguments mistake(String entry, String... problems) {
        return Arguments.of(entry, String.join("\n", problems));
    }
}
