package io.podtide.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleBenchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --pods=0                         | --pods must be 1 to 10000000, not 0
            --pods=many                      | Invalid value for option '--pods' (<sizes>): 'many' is not an int
            --pods=10,20 --for=1h,2h,3h      | --for has 3 times for 2 sizes of --pods
            --for=soon                       | --for needs a duration such as 90s, 5m, 1h30m or 2d, not "soon"
            --for=30s                        | --for must be a minute or more, not 30s
            --cluster-pods=0                 | --cluster-pods must be 1 or more, not 0
            --partitions=0                   | --partitions must be 1 or more, not 0
            --threads=-1                     | --threads must be 1 or more, not -1
            --heap=lots                      | --heap must be a size such as 1g, not lots
            --parts=growth --nodes=3         | Unknown option: '--nodes=3'
            """)
    void whatCannotBeMeantIsSaidInALineBeforeAnythingIsBegun(String options, String problem) {
        var said = new StringWriter();

        int code = ScaleBench.command().setErr(new PrintWriter(said, true)).execute(options.split(" "));

        assertThat(said.toString()).isEqualTo("bench/scale.sh: " + problem + System.lineSeparator());
        assertThat(code).isEqualTo(2);
    }
}
