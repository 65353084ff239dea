package io.podtide.bench.flink;

import io.podtide.detect.observation.ContainerState.Terminated;
import io.podtide.detect.observation.ContainerState.Waiting;
import io.podtide.detect.observation.ContainerStatus;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the runs of a container ended, as a few bits. */
final class Ends {

    /** The newest run is over, and stands in {@code state}. */
    private static final int TERMINATED = 1;

    private static final int NOW_BY_MEMORY = 2;
    private static final int LAST_BY_MEMORY = 4;
    /** The kubelet made it up. */
    private static final int LAST_BOOKKEEPING = 8;

    private static final int LAST_BY_REBOOT = 16;

    private static final Set<String> JUST_MADE = Set.of("", "ContainerCreating");

    private Ends() {}

    static byte of(ContainerStatus container) {
        var last = container.lastTermination();
        int bits = 0;
        if (container.state() instanceof Terminated now) {
            bits |= TERMINATED | (outOfMemory(now) ? NOW_BY_MEMORY : 0);
        }
        if (last != null) {
            bits |= outOfMemory(last) ? LAST_BY_MEMORY : 0;
            bits |= last.reason().equals("ContainerStatusUnknown") ? LAST_BOOKKEEPING : 0;
            bits |= last.reason().equals("Unknown") && last.exitCode() == 255 ? LAST_BY_REBOOT : 0;
        }
        return (byte) bits;
    }

    /** Runs are numbered from 0; the one that is on has the number {@code restartCount}. */
    static int newest(ContainerStatus container) {
        boolean over = container.state() instanceof Terminated
                || (container.state() instanceof Waiting waiting
                        && container.lastTermination() != null
                        && !JUST_MADE.contains(waiting.reason()));
        return over ? container.restartCount() : container.restartCount() - 1;
    }

    /** Of so many runs that have ended, how many ran out of memory. */
    static int kills(byte ends, int runs) {
        int earlier = (ends & TERMINATED) != 0 ? runs - 1 : runs;
        return runs <= 0 ? 0 : ((ends & LAST_BY_MEMORY) != 0 ? earlier : 0) + ((ends & NOW_BY_MEMORY) != 0 ? 1 : 0);
    }

    static boolean lastByMemory(byte ends) {
        return (ends & LAST_BY_MEMORY) != 0;
    }

    static boolean bookkeeping(byte ends) {
        return (ends & LAST_BOOKKEEPING) != 0;
    }

    static boolean reboot(byte ends) {
        return (ends & LAST_BY_REBOOT) != 0;
    }

    static boolean outOfMemory(@Nullable Terminated ended) {
        return ended != null
                && (ended.oomKilled()
                        || (ended.reason().equals("StartError")
                                && ended.message().contains("OOM-killed")));
    }
}
