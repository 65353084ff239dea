package io.podtide.detect.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.podtide.detect.cause.Cause.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseCatalogueTest {

    private static final Cause AUTH = cause("IMAGE_PULL_AUTH", Stage.IMAGE, Set.of(), "401 Unauthorized");
    private static final Cause MISSING = cause(
            "IMAGE_NOT_FOUND",
            Stage.IMAGE,
            Set.of("Failed", "ErrImagePull"),
            "(?<image>\\S+): not found(?: at (?<at>\\w+))?");
    private static final Cause MOUNT = cause("VOLUME_MOUNT_FAILED", Stage.SETUP, Set.of(), "not found");

    private final CauseCatalogue catalogue = new CauseCatalogue(List.of(AUTH, MISSING, MOUNT));

    @Test
    void a_text_is_a_sign_within_its_stage_only() {
        assertThat(catalogue.match(Stage.SETUP, "", "it was not found"))
                .map(m -> m.cause())
                .contains(MOUNT);
        assertThat(catalogue.match(Stage.IMAGE, "", "it was not found")).isEmpty();
    }

    @Test
    void what_is_remembered_is_what_was_read() {
        var remembering = catalogue.remembering();
        var texts = List.of("nginx:9: not found", "401 Unauthorized", "nothing", "x".repeat(2_000) + ": not found");
        for (int again = 0; again < 2; again++) {
            for (var text : texts) {
                for (var reason : List.of("", "Failed")) {
                    for (var stage : Stage.values()) {
                        assertThat(remembering.match(stage, reason, text))
                                .isEqualTo(catalogue.match(stage, reason, text));
                    }
                }
            }
        }
        assertThat(remembering.causes()).isEqualTo(catalogue.causes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error               | the volume was not found",
                "Completed           | the volume was not found",
                "OOMKilled           | the volume was not found",
                "Unhealthy           | Readiness probe failed: the volume was not found",
                "ProbeWarning        | Readiness probe warning: the volume was not found",
                "FailedPostStartHook | Exec lifecycle hook ([sh]) failed - error: command 'sh' exited with 1: the volume was not found",
                "FailedPreStopHook   | Exec lifecycle hook ([sh]) failed - error: command 'sh' exited with 1: the volume was not found",
            })
    void what_a_program_wrote_is_a_sign_only_of_what_asks_for_its_reason(String reason, String message) {
        assertThat(catalogue.match(Stage.SETUP, reason, message)).isEmpty();
        var own = cause("OWN", Stage.SETUP, Set.of(reason), "volume was not found");
        assertThat(new CauseCatalogue(List.of(MOUNT, own)).match(Stage.SETUP, reason, message))
                .map(m -> m.cause())
                .contains(own);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "StartError          | the volume was not found",
                "Unhealthy           | Readiness probe errored: rpc error: the task was not found",
                "FailedPostStartHook | Exec lifecycle hook ([sh]) failed - error: rpc error: the task was not found",
            })
    void what_the_runtime_says_is_a_sign_of_any_reason(String reason, String message) {
        assertThat(catalogue.match(Stage.SETUP, reason, message))
                .map(m -> m.cause())
                .contains(MOUNT);
    }

    @Test
    void a_sign_may_ask_for_a_reason() {
        assertThat(catalogue.match(Stage.IMAGE, "Failed", "nginx:9: not found"))
                .map(m -> m.cause())
                .contains(MISSING);
        assertThat(catalogue.match(Stage.IMAGE, "BackOff", "nginx:9: not found"))
                .isEmpty();
    }

    @Test
    void named_groups_that_have_matched_are_the_detail() {
        assertThat(catalogue.match(Stage.IMAGE, "Failed", "nginx:9: not found"))
                .contains(new CauseCatalogue.Match(MISSING, Map.of("image", "nginx:9")));
    }

    @Test
    void of_two_signs_in_a_text_the_cause_that_stands_first_wins() {
        assertThat(catalogue.match(Stage.IMAGE, "Failed", "nginx:9: not found, or 401 Unauthorized"))
                .map(m -> m.cause())
                .contains(AUTH);
    }

    @Test
    void of_two_clues_the_first_that_tells_something_is_the_evidence() {
        var clues = List.of(clue("nothing to see"), clue("401 Unauthorized"), clue("nginx:9: not found"));
        assertThat(catalogue.diagnose(clues))
                .contains(new Diagnosis(
                        "IMAGE_PULL_AUTH",
                        Map.of(),
                        List.of(new Evidence(Instant.EPOCH, "Event kubelet", "Failed", "401 Unauthorized", 2))));
        assertThat(catalogue.diagnose(clues.subList(0, 1))).isEmpty();
    }

    @Test
    void a_pattern_that_would_look_for_ever_is_no_sign_and_the_next_one_is_asked() {
        var slow = cause("SLOW", Stage.SETUP, Set.of(), "(a+)+$");
        var deep = cause("DEEP", Stage.SETUP, Set.of(), "(?:a|b)*c");
        var bounded = new CauseCatalogue(List.of(slow, deep, MOUNT));
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(bounded.match(Stage.SETUP, "", "it was not found, " + "a".repeat(8_000) + "!"))
                    .map(m -> m.cause())
                    .contains(MOUNT);
            assertThat(bounded.match(Stage.SETUP, "", "a")).map(m -> m.cause()).contains(slow);
        });
    }

    @Test
    void of_a_text_of_megabytes_the_front_is_read() {
        var padding = "x ".repeat(5_000_000);
        assertThat(catalogue.match(Stage.SETUP, "", "not found " + padding)).isPresent();
        assertThat(catalogue.match(Stage.SETUP, "", padding + "not found")).isEmpty();
    }

    @Test
    void the_empty_catalogue_knows_nothing() {
        assertThat(CauseCatalogue.EMPTY.causes()).isEmpty();
        assertThat(CauseCatalogue.EMPTY.match(Stage.IMAGE, "Failed", "401 Unauthorized"))
                .isEmpty();
        assertThat(CauseCatalogue.EMPTY.find("IMAGE_PULL_AUTH")).isEmpty();
    }

    @Test
    void its_entries_are_found_by_id_and_listed_in_their_order() {
        assertThat(catalogue.find("IMAGE_NOT_FOUND")).contains(MISSING);
        assertThat(catalogue.causes()).containsExactly(AUTH, MISSING, MOUNT);
    }

    private static Clue clue(String message) {
        return new Clue(Stage.IMAGE, Instant.EPOCH, "Event kubelet", "Failed", message, 2);
    }

    private static Cause cause(String id, Stage stage, Set<String> reasons, String pattern) {
        return new Cause(id, Set.of(stage), List.of(new Sign(reasons, Pattern.compile(pattern))), "", "", "");
    }
}
