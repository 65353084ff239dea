package io.podtide.cli;

import static io.podtide.cli.CommandRun.podtide;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.trends.query.Questions;
import io.podtide.trends.store.Database;
import io.podtide.trends.store.Database.Access;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendsCommandTest {

    @TempDir
    Path directory;

    private String empty() {
        var file = directory.resolve("history.duckdb").toString();
        Database.open(file, Access.WRITE).close();
        return file;
    }

    @Test
    void everyQuestionIsACommandWithItsOptions() {
        var help = podtide("trends", "--help");
        assertThat(help.exitCode()).isZero();
        Questions.ALL.forEach(question -> assertThat(help.out()).contains("  " + question.name()));
        assertThat(podtide("trends", "top", "--help").out())
                .contains("--by=BY", "--namespace=NAMESPACE", "--label=NAME=VALUE", "--output=FORMAT", "--verbose")
                .doesNotContain("--every");
    }

    @Test
    void anEmptyHistoryHasNothing() {
        var run = podtide("trends", "open", "--database", empty());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Nothing found from ");
        assertThat(podtide("trends", "oom-by-hour", "--database", empty(), "-o", "csv")
                        .out())
                .startsWith("hour,kills\n0,0\n1,0\n");
        assertThat(podtide("trends", "top", "--database", empty(), "-o", "json").out())
                .contains("\"rows\" : [ ]");
    }

    @Test
    void whatCannotBeAskedIsSaidInOneLine() {
        assertThat(podtide(
                        "trends", "top", "--database", empty(), "--by", "luck", "--kind", "flood", "--since", "900d"))
                .matches(run -> run.exitCode() == 2 && run.out().isEmpty())
                .satisfies(run -> assertThat(run.err())
                        .startsWith("podtide trends top: ")
                        .contains("by: 'luck' is nothing to count", "kind: 'FLOOD' is none of", "since: ")
                        .hasLineCount(1));
        assertThat(podtide("trends", "before-after").err()).contains("Missing required option: '--at=AT'");
    }

    @Test
    void aHistoryThatCannotBeReadIsSaidInOneLine() throws Exception {
        var none = directory.resolve("none.duckdb").toString();
        assertThat(podtide("trends", "open", "--database", none))
                .matches(run -> run.exitCode() == 3)
                .satisfies(run -> assertThat(run.err())
                        .contains("none.duckdb: there is none")
                        .hasLineCount(1));
        var notes = Files.writeString(directory.resolve("notes.txt"), "milk").toString();
        assertThat(podtide("trends", "open", "--database", notes))
                .matches(run -> run.exitCode() == 3)
                .satisfies(run ->
                        assertThat(run.err()).contains("rebuild --from-scratch").hasLineCount(1));
        assertThat(podtide("trends", "open", "--server", "http://127.0.0.1:1"))
                .matches(run -> run.exitCode() == 3)
                .satisfies(run -> assertThat(run.err()).contains("no answer from the history at http://127.0.0.1:1"));
    }

    @Test
    void anApiForOthersNeedsAToken() {
        var run = podtide("trends", "serve", "--bootstrap-servers", "127.0.0.1:1", "--host", "0.0.0.0");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("give a token that callers have to show (--token-file)");
        assertThat(podtide("trends", "serve", "--bootstrap-servers", "127.0.0.1:1", "--keep", "cats=3d")
                        .err())
                .contains("--keep: there is no [cats], but occurrences, hours, incidents and gaps");
    }
}
