package io.podtide.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareBenchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --hours=91   | --hours must be 1 to 90, not 91
            --hours=0    | --hours must be 1 to 90, not 0
            --hours=many | Invalid value for option '--hours': 'many' is not an int
            """)
    void whatCannotBeMeantIsSaidInALineBeforeAnythingIsBegun(String option, String problem) {
        var said = new StringWriter();

        int code = CompareBench.command().setErr(new PrintWriter(said, true)).execute(option);

        assertThat(said.toString()).isEqualTo("bench/compare.sh: " + problem + System.lineSeparator());
        assertThat(code).isEqualTo(2);
    }
}
