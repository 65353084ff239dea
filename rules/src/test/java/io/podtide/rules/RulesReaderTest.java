package io.podtide.rules;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podtide.detect.incident.Incident.Kind;
import io.podtide.detect.observation.Workload;
import io.podtide.detect.rule.Glob;
import io.podtide.detect.rule.Match;
import io.podtide.detect.rule.Mute;
import io.podtide.detect.rule.RuleBook;
import io.podtide.detect.rule.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesReaderTest {

    @TempDir
    Path folder;

    @Test
    void what_is_left_out_keeps_its_default() {
        assertThat(RulesReader.read("").orThrow().book()).isEqualTo(RuleBook.DEFAULTS);
        assertThat(RulesReader.read("# nothing yet\nrules:\noverrides:\nmutes:\n")
                        .orThrow()
                        .book())
                .isEqualTo(RuleBook.DEFAULTS);
    }

    @Test
    void the_defaults_written_out_are_the_defaults() {
        var file = RulesReader.read("""
                rules:
                  restart-loop: {restarts: 3, within: 10m, workload-restarts: 5, workload-within: 30m, slow-restarts: 3, slow-days: 2, clear-after: 10m}
                  oom:          {kills: 2, within: 1h, daily-kills: 3, workload-pods: 2, workload-within: 30m, node-pods: 3, node-within: 10m}
                  pending:      {config-error: 1m, image: 2m, unschedulable: 5m, scaling-up: 10m, setup: 5m, unattended: 5m}
                  terminating:  {after-grace: 5m, finalizers: 10m}
                  not-ready:    {min: 1m, max: 15m, without-probe: 10m}
                  evicted:      {pods: 1}
                  pod-failed:   {rejections: 3, within: 10m}
                  create-blocked: {events: 2, after: 1m}
                  cluster-silent: {after: 60s}
                  resolve:      {hold: 5m, hold-max: 30m, reopen-within: 2h}
                """);
        assertThat(file.orThrow().book()).isEqualTo(RuleBook.DEFAULTS);
    }

    @Test
    void every_key_sets_its_own_threshold() {
        var rules = rules("""
                rules:
                  restart-loop: {restarts: 11, within: 12m, workload-restarts: 13, workload-within: 14m, slow-restarts: 15, slow-days: 16, clear-after: 17m}
                  oom:          {kills: 21, within: 22m, daily-kills: 23, workload-pods: 24, workload-within: 25m, node-pods: 26, node-within: 27m}
                  pending:      {config-error: 31s, image: 32s, unschedulable: 33s, scaling-up: 34s, setup: 35s, unattended: 36s}
                  terminating:  {after-grace: 41s, finalizers: 42s}
                  not-ready:    {min: 51s, max: 52s, without-probe: 53s}
                  evicted:      {pods: 61}
                  pod-failed:   {rejections: 71, within: 72s}
                  create-blocked: {events: 81, after: 82s}
                  cluster-silent: {after: 91s}
                  resolve:      {hold: 101s, hold-max: 102s, reopen-within: 103s}
                """);
        assertThat(rules)
                .isEqualTo(new Rules(
                        new Rules.RestartLoop(11, ofMinutes(12), 13, ofMinutes(14), 15, 16, ofMinutes(17)),
                        new Rules.Oom(21, ofMinutes(22), 23, 24, ofMinutes(25), 26, ofMinutes(27)),
                        new Rules.Pending(
                                ofSeconds(31),
                                ofSeconds(32),
                                ofSeconds(33),
                                ofSeconds(34),
                                ofSeconds(35),
                                ofSeconds(36)),
                        new Rules.Terminating(ofSeconds(41), ofSeconds(42)),
                        new Rules.NotReady(ofSeconds(51), ofSeconds(52), ofSeconds(53)),
                        new Rules.Evicted(61),
                        new Rules.PodFailed(71, ofSeconds(72)),
                        new Rules.CreateBlocked(81, ofSeconds(82)),
                        new Rules.ClusterSilent(ofSeconds(91)),
                        new Rules.Resolve(ofSeconds(101), ofSeconds(102), ofSeconds(103))));
    }

    @Test
    void durations_read_as_people_write_them() {
        assertThat(image("90s")).isEqualTo(ofSeconds(90));
        assertThat(image("5m")).isEqualTo(ofMinutes(5));
        assertThat(image("1h")).isEqualTo(ofHours(1));
        assertThat(image("2d")).isEqualTo(Duration.ofDays(2));
        assertThat(image("1h30m")).isEqualTo(ofMinutes(90));
        assertThat(image("\"1d2h3m4s\"")).isEqualTo(Duration.parse("P1DT2H3M4S"));
        assertThat(image("0s")).isEqualTo(Duration.ZERO);
    }

    @Test
    void the_short_rules_of_the_recordings_are_read() throws IOException {
        try (var in = RulesReaderTest.class.getResourceAsStream("rules-short.yaml")) {
            var rules = rules(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(rules.pending().image()).isEqualTo(ofSeconds(45));
            assertThat(rules.restartLoop().clearAfter()).isEqualTo(ofMinutes(2));
            assertThat(rules.oom()).isEqualTo(Rules.DEFAULTS.oom());
        }
    }

    @Test
    void an_override_changes_what_it_matches() {
        var book = RulesReader.read("""
                        overrides:
                          - match: {cluster: "prod-*", namespace: "batch-*", workload: "*", labels: {tier: nightly, run: 7}}
                            pending: {unschedulable: 30m}
                            off: [restart-loop, pod-failed]
                        """).orThrow().book();
        var override = book.overrides().get(0);
        assertThat(override.name()).isEqualTo("override 1 (cluster=prod-*, namespace=batch-*, run=7, tier=nightly)");
        assertThat(override.match())
                .isEqualTo(new Match(
                        new Glob("prod-*"),
                        new Glob("batch-*"),
                        Glob.ANY,
                        Map.of("tier", new Glob("nightly"), "run", new Glob("7"))));

        var ruling = book.forWorkload(
                new Workload("prod-1", "", "batch-a", "Job", "import"), Map.of("tier", "nightly", "run", "7"));
        assertThat(ruling.rules().pending())
                .isEqualTo(new Rules.Pending(
                        ofMinutes(1), ofMinutes(2), ofMinutes(30), ofMinutes(10), ofMinutes(5), ofMinutes(5)));
        assertThat(ruling.rules().oom()).isEqualTo(Rules.DEFAULTS.oom());
        assertThat(ruling.off()).containsExactlyInAnyOrder(Kind.RESTART_LOOP, Kind.POD_FAILED);

        var other = book.forWorkload(new Workload("prod-1", "", "batch-a", "Job", "import"), Map.of("tier", "nightly"));
        assertThat(other.rules()).isEqualTo(Rules.DEFAULTS);
        assertThat(other.off()).isEmpty();
    }

    @Test
    void of_several_overrides_the_first_to_set_a_key_wins_key_by_key() {
        var book = RulesReader.read("""
                        rules:
                          oom: {kills: 7}
                          pending: {image: 7m}
                        overrides:
                          - {match: {cluster: "prod-*"}, pending: {image: 1m}}
                          - {match: {namespace: shop}, pending: {image: 9m, setup: 9m}, oom: {kills: 9}}
                          - {match: {}, pending: {setup: 20m, unschedulable: 20m}}
                        """).orThrow().book();
        var ruling = book.forWorkload(new Workload("prod-1", "", "shop", "Deployment", "cart"), Map.of());
        assertThat(ruling.rules().pending())
                .isEqualTo(new Rules.Pending(
                        ofMinutes(1), ofMinutes(1), ofMinutes(20), ofMinutes(10), ofMinutes(9), ofMinutes(5)));
        assertThat(ruling.rules().oom().kills()).isEqualTo(9);
        assertThat(ruling.cite(Kind.PENDING, "pending 1m"))
                .isEqualTo("pending 1m (override 1 (cluster=prod-*), override 2 (namespace=shop), override 3 (all))");
        assertThat(ruling.cite(Kind.OOM, "9 OOM kills")).isEqualTo("9 OOM kills (override 2 (namespace=shop))");
        assertThat(ruling.cite(Kind.NOT_READY, "not ready")).isEqualTo("not ready");
    }

    @Test
    void a_mute_says_whose_how_long_who_and_why() {
        var mutes = RulesReader.read("""
                        mutes:
                          - {match: {namespace: sandbox}, until: 2027-01-31T00:00:00Z, owner: platform, reason: "load tests"}
                          - {match: {cluster: lab}, until: "2027-01-31T01:00:00+01:00", owner: lab, reason: " moving "}
                        """).orThrow().book().mutes();
        var end = Instant.parse("2027-01-31T00:00:00Z");
        assertThat(mutes)
                .containsExactly(
                        new Mute(
                                new Match(Glob.ANY, new Glob("sandbox"), Glob.ANY, Map.of()),
                                end,
                                "platform",
                                "load tests"),
                        new Mute(new Match(new Glob("lab"), Glob.ANY, Glob.ANY, Map.of()), end, "lab", "moving"));
    }

    @Test
    void an_alias_may_save_writing_the_same_match_twice() {
        var book = RulesReader.read("""
                        overrides:
                          - {match: &batch {namespace: batch}, pending: {image: 1m}}
                        mutes:
                          - {match: *batch, until: 2027-01-31T00:00:00Z, owner: a, reason: b}
                        """).orThrow();
        assertThat(book.book().mutes().get(0).match())
                .isEqualTo(book.book().overrides().get(0).match());
    }

    @Test
    void a_file_is_read_like_its_text() throws IOException {
        var file = folder.resolve("rules.yaml");
        Files.writeString(file, "rules: {evicted: {pods: 2}}");
        assertThat(RulesReader.read(file).orThrow().book().rules().evicted().pods())
                .isEqualTo(2);
        assertThat(RulesReader.read(file).orThrow().book()).isNotEqualTo(RuleBook.DEFAULTS);
    }

    @Test
    void a_byte_order_mark_and_the_line_ends_of_windows_are_fine() {
        assertThat(rules("\ufeffrules:\r\n  oom: {kills: 3}\r\n").oom().kills()).isEqualTo(3);
    }

    @Test
    void a_directory_is_no_file() {
        assertThatThrownBy(() -> RulesReader.read(folder))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(folder + ": is a directory");
    }

    @Test
    void a_file_too_big_or_no_text_is_refused() throws IOException {
        var big = folder.resolve("big.yaml");
        Files.writeString(big, "#".repeat(YamlText.MAX_BYTES + 1));
        assertThat(RulesReader.read(big).problems()).containsExactly(new Problem(0, "", "bigger than 1 MiB"));

        var binary = folder.resolve("binary.yaml");
        Files.write(binary, new byte[] {(byte) 0xff, (byte) 0xfe, 0x00});
        assertThat(RulesReader.read(binary).problems()).containsExactly(new Problem(0, "", "not UTF-8"));
    }

    private static Rules rules(String yaml) {
        return RulesReader.read(yaml).orThrow().book().rules();
    }

    private static Duration image(String text) {
        return rules("rules: {pending: {image: " + text + "}}").pending().image();
    }
}
