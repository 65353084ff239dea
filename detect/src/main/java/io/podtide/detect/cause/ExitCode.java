package io.podtide.detect.cause;

import io.podtide.detect.observation.ContainerState.Terminated;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a container's exit says. Codes above 128 are 128 + signal, by the shells' convention that containerd and CRI-O
 * follow, where that signal ends processes, and otherwise the program's own; 64 to 78 are those of sysexits.h; negative ones are those of Windows.
 */
public final class ExitCode {

    /** Those that end a process that does not handle them, of x86 and ARM; the others stop, continue or leave it (signal(7)). */
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM"),
            Map.entry(16, "SIGSTKFLT"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(26, "SIGVTALRM"),
            Map.entry(27, "SIGPROF"),
            Map.entry(29, "SIGIO"),
            Map.entry(30, "SIGPWR"),
            Map.entry(31, "SIGSYS"));

    /** By which a process is asked to stop, from a terminal or by whatever supervises it; no fault of its own raises them. */
    private static final Set<Integer> ASKS = Set.of(2, 3, 15);

    private static final Map<Integer, String> SYSEXITS = Map.ofEntries(
            Map.entry(64, "wrong usage"),
            Map.entry(65, "bad input data"),
            Map.entry(66, "input missing"),
            Map.entry(67, "unknown user"),
            Map.entry(68, "unknown host"),
            Map.entry(69, "a service it needs is unavailable"),
            Map.entry(70, "internal error"),
            Map.entry(71, "system error"),
            Map.entry(72, "system file missing"),
            Map.entry(73, "cannot create its output"),
            Map.entry(74, "input or output error"),
            Map.entry(75, "temporary failure"),
            Map.entry(76, "protocol error"),
            Map.entry(77, "permission denied"),
            Map.entry(78, "bad configuration"));

    /** Windows ends processes with an NTSTATUS, which Kubernetes shows as a negative number. */
    private static final Map<Integer, String> WINDOWS = Map.ofEntries(
            Map.entry(0xC0000005, "access violation"),
            Map.entry(0xC0000017, "no memory"),
            Map.entry(0xC000001D, "illegal instruction"),
            Map.entry(0xC00000FD, "stack overflow"),
            Map.entry(0xC0000135, "a DLL is missing"),
            Map.entry(0xC0000139, "an entry point in a DLL is missing"),
            Map.entry(0xC000013A, "asked to end (Ctrl+C)"),
            Map.entry(0xC0000142, "a DLL cannot be initialised"),
            Map.entry(0xC000026B, "a DLL cannot be initialised during shutdown"),
            Map.entry(0xC0000374, "heap corruption"),
            Map.entry(0xC0000409, "stack buffer overrun, or fail fast"),
            Map.entry(0x80131506, ".NET execution engine error"),
            Map.entry(0x80131623, ".NET FailFast"),
            Map.entry(0xE0434352, "unhandled .NET exception"));

    /** By which a runtime asks a process to stop, unless its image names another (STOPSIGNAL), and ends it. */
    private static final Set<Integer> STOPS = Set.of(2, 3, 9, 15);

    private static final int WINDOWS_STOP = 0xC000013A;

    private ExitCode() {}

    /** It fits a process that was stopped from outside: it obeyed, or had not learnt to, or did not end in time. */
    public static boolean fitsStop(Terminated ended) {
        return ended.exitCode() == 0 || STOPS.contains(signal(ended)) || ended.exitCode() == WINDOWS_STOP;
    }

    /** The cause that the exit alone tells, with {@code exitCode} and, where there is one, {@code signal} or {@code meaning}. */
    public static Verdict read(Terminated ended) {
        int code = ended.exitCode();
        int signal = signal(ended);
        var detail = new LinkedHashMap<String, String>();
        detail.put("exitCode", Integer.toString(code));
        if (lostTrack(ended)) {
            return new Verdict("NODE_REBOOTED", detail);
        }
        if (ended.reason().equals("StartError") || ended.reason().equals("ContainerCannotRun")) {
            return new Verdict(Diagnosis.UNKNOWN_CAUSE, detail); // its code is the runtime's, not the program's
        }
        if (signal > 0) {
            detail.put("signal", SIGNALS.getOrDefault(signal, "signal " + signal));
            if (ASKS.contains(signal)) {
                meaning(detail, "it was asked to stop");
            }
            return new Verdict(signal == 9 ? "SIGKILL_UNEXPLAINED" : "KILLED_BY_SIGNAL", detail);
        }
        return switch (code) {
            case 0 -> new Verdict("EXITED_NORMALLY", detail);
            case 126 -> new Verdict("COMMAND_NOT_EXECUTABLE", meaning(detail, "said by a shell"));
            case 127 -> new Verdict("COMMAND_NOT_FOUND", meaning(detail, "said by a shell"));
            case 128 ->
                new Verdict("APPLICATION_ERROR", meaning(detail, "no valid exit code, or it could not be started"));
            case 255, -1 -> new Verdict("APPLICATION_ERROR", meaning(detail, "exit(-1), or an error out of range"));
            default -> new Verdict("APPLICATION_ERROR", code < 0 ? windows(detail, code) : sysexit(detail, code));
        };
    }

    private static int signal(Terminated ended) {
        if (ended.signal() > 0) {
            return ended.signal();
        }
        int byConvention = ended.exitCode() - 128;
        return SIGNALS.containsKey(byConvention) ? byConvention : 0;
    }

    /** The runtime no longer knew how it ended: after a reboot of the node, or of the runtime. */
    private static boolean lostTrack(Terminated ended) {
        return ended.reason().equals("Unknown") || ended.reason().equals("ContainerStatusUnknown");
    }

    private static Map<String, String> sysexit(Map<String, String> detail, int code) {
        var known = SYSEXITS.get(code);
        return known == null ? detail : meaning(detail, known + " (sysexits.h)");
    }

    private static Map<String, String> windows(Map<String, String> detail, int code) {
        var number = String.format(Locale.ROOT, "0x%08X", code);
        var known = WINDOWS.get(code);
        return meaning(detail, known == null ? "Windows " + number : known + " (Windows " + number + ")");
    }

    private static Map<String, String> meaning(Map<String, String> detail, String meaning) {
        detail.put("meaning", meaning);
        return detail;
    }

    /** A cause and what it is about. */
    public record Verdict(String cause, Map<String, String> detail) {}
}
