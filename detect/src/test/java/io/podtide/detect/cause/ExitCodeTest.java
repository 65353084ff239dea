package io.podtide.detect.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.ContainerState.Terminated;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @ParameterizedTest
    @CsvSource({
        "0, Completed, EXITED_NORMALLY, {exitCode=0}",
        "1, Error, APPLICATION_ERROR, {exitCode=1}",
        "2, Error, APPLICATION_ERROR, {exitCode=2}",
        "64, Error, APPLICATION_ERROR, '{exitCode=64, meaning=wrong usage (sysexits.h)}'",
        "78, Error, APPLICATION_ERROR, '{exitCode=78, meaning=bad configuration (sysexits.h)}'",
        "79, Error, APPLICATION_ERROR, {exitCode=79}",
        "126, Error, COMMAND_NOT_EXECUTABLE, '{exitCode=126, meaning=said by a shell}'",
        "127, Error, COMMAND_NOT_FOUND, '{exitCode=127, meaning=said by a shell}'",
        "128, Error, APPLICATION_ERROR, '{exitCode=128, meaning=no valid exit code, or it could not be started}'",
        "-1073741819, Error, APPLICATION_ERROR, '{exitCode=-1073741819, meaning=access violation (Windows 0xC0000005)}'",
        "-1073741510, Error, APPLICATION_ERROR, '{exitCode=-1073741510, meaning=asked to end (Ctrl+C) (Windows 0xC000013A)}'",
        "-532462766, Error, APPLICATION_ERROR, '{exitCode=-532462766, meaning=unhandled .NET exception (Windows 0xE0434352)}'",
        "-2, Error, APPLICATION_ERROR, '{exitCode=-2, meaning=Windows 0xFFFFFFFE}'",
        "129, Error, KILLED_BY_SIGNAL, '{exitCode=129, signal=SIGHUP}'",
        "134, Error, KILLED_BY_SIGNAL, '{exitCode=134, signal=SIGABRT}'",
        "137, Error, SIGKILL_UNEXPLAINED, '{exitCode=137, signal=SIGKILL}'",
        "139, Error, KILLED_BY_SIGNAL, '{exitCode=139, signal=SIGSEGV}'",
        "130, Error, KILLED_BY_SIGNAL, '{exitCode=130, signal=SIGINT, meaning=it was asked to stop}'",
        "131, Error, KILLED_BY_SIGNAL, '{exitCode=131, signal=SIGQUIT, meaning=it was asked to stop}'",
        "143, Error, KILLED_BY_SIGNAL, '{exitCode=143, signal=SIGTERM, meaning=it was asked to stop}'",
        "144, Error, KILLED_BY_SIGNAL, '{exitCode=144, signal=SIGSTKFLT}'",
        "145, Error, APPLICATION_ERROR, {exitCode=145}",
        "150, Error, APPLICATION_ERROR, {exitCode=150}",
        "151, Error, APPLICATION_ERROR, {exitCode=151}",
        "155, Error, KILLED_BY_SIGNAL, '{exitCode=155, signal=SIGPROF}'",
        "156, Error, APPLICATION_ERROR, {exitCode=156}",
        "157, Error, KILLED_BY_SIGNAL, '{exitCode=157, signal=SIGIO}'",
        "159, Error, KILLED_BY_SIGNAL, '{exitCode=159, signal=SIGSYS}'",
        "162, Error, APPLICATION_ERROR, {exitCode=162}",
        "192, Error, APPLICATION_ERROR, {exitCode=192}",
        "193, Error, APPLICATION_ERROR, {exitCode=193}",
        "255, Error, APPLICATION_ERROR, '{exitCode=255, meaning=exit(-1), or an error out of range}'",
        "-1, Error, APPLICATION_ERROR, '{exitCode=-1, meaning=exit(-1), or an error out of range}'",
        "255, Unknown, NODE_REBOOTED, {exitCode=255}",
        "137, ContainerStatusUnknown, NODE_REBOOTED, {exitCode=137}",
        "128, StartError, UNKNOWN_CAUSE, {exitCode=128}",
        "127, ContainerCannotRun, UNKNOWN_CAUSE, {exitCode=127}",
    })
    void an_exit_says_as_much_as_it_can(int code, String reason, String cause, String detail) {
        var verdict = ExitCode.read(new Terminated(reason, "", code, 0, null, null));
        assertThat(verdict.cause()).isEqualTo(cause);
        assertThat(verdict.detail()).hasToString(detail);
    }

    @Test
    void a_runtime_that_tells_the_signal_is_believed() {
        var verdict = ExitCode.read(new Terminated("Error", "", 2, 11, null, null));
        assertThat(verdict)
                .isEqualTo(new ExitCode.Verdict("KILLED_BY_SIGNAL", Map.of("exitCode", "2", "signal", "SIGSEGV")));
    }
}
