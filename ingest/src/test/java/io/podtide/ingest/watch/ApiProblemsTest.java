package io.podtide.ingest.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ApiProblemsTest {

    private final ApiProblems problems = new ApiProblems("prod", "https://10.0.0.1:6443/", "kubectl get pods");

    /** Which of the two runs out first is a matter of milliseconds. */
    @Test
    void whoeverGivesUpWaitingItIsSaidInTheSameWords() {
        assertThat(problems.unreachable("list pods", new TimeoutException()))
                .hasMessage("Cluster prod cannot be reached at https://10.0.0.1:6443/ (list pods): no answer in time");
        assertThat(problems.unreachable("list pods", new SocketTimeoutException("timeout")))
                .hasMessage("Cluster prod cannot be reached at https://10.0.0.1:6443/ (list pods): no answer in time");
    }

    @Test
    void whatIsNotKnownIsSaidAsItIs() {
        assertThat(problems.unreachable("list pods", new IOException("unexpected end of stream")))
                .hasMessageEndingWith("unexpected end of stream");
    }
}
