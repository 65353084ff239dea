package io.podtide.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    private Path folder;

    @Test
    void every_command_that_is_shown_can_be_given() throws IOException {
        assertThat(DeadCommands.in(Repository.ours())).isEmpty();
    }

    @Test
    void a_command_that_cannot_be_given_is_found() throws IOException {
        Files.createDirectories(folder.resolve("detect"));
        Files.writeString(folder.resolve("detect/pom.xml"), "<id>nightly</id>");
        Files.writeString(folder.resolve("page.md"), """
                ```sh
                ./podtide replay FILE... [-o table|json] | jq .id      # podtide no-such
                KUBECONFIG=x podtide incidents --bootstrap-servers HOST:PORT [--follow] -n 'a b' > out
                podtide upp
                podtide streams --bootstrap-servers kafka:9092 \\
                  --standby 1
                podtide rules apply rules.yaml
                podtide streams --bootstrap-servers kafka:9092 --threads many
                docker run --rm -v podtide:/data podtide trends tops
                ./mvnw -pl detect,gone -Pno test -Dtest='LinksTest,NoneTest,*IT' -Dpodtide.none=1
                detect/run.sh --all
                ```
                ```yaml
                podtide upp
                ```
                `podtide rules apply` wants a file, `podtide rules aply FILE` does not exist, nor does `detect/none.txt`, nor `./mvnw -pl no`.
                """);

        assertThat(DeadCommands.in(new Repository(folder)))
                .isEqualTo(List.of(
                        "page.md:4: Unmatched argument at index 0: 'upp'",
                        "page.md:6: Unknown options: '--standby', '1'",
                        "page.md:7: Missing required option: '--bootstrap-servers=HOST:PORT,...'",
                        "page.md:8: Invalid value for option '--threads': 'many' is not a whole number from 1 to 1000",
                        "page.md:9: Unmatched argument at index 1: 'tops'",
                        "page.md:10: no module: gone",
                        "page.md:10: no profile: -Pno",
                        "page.md:10: no test: LinksTest",
                        "page.md:10: no test: NoneTest",
                        "page.md:10: nobody reads: -Dpodtide.none=1",
                        "page.md:11: cannot be run: detect/run.sh",
                        "page.md:11: no such file: detect/run.sh",
                        "page.md:16: Unmatched arguments from index 1: 'aply', 'FILE'",
                        "page.md:16: no such file: detect/none.txt",
                        "page.md:16: no module: no"));
    }

    @Test
    void a_line_of_a_shell_is_the_commands_in_it() {
        assertThat(ShellLine.commands(
                        "A=b cat 'x y' \"z\" | sort -u > out && ./run [--all] json|yaml F... ... # not | this"))
                .isEqualTo(List.of(
                        List.of("cat", "x y", "z"), List.of("sort", "-u"), List.of("./run", "--all", "json", "F")));
        assertThat(ShellLine.commands("  # nothing")).isEmpty();
    }
}
