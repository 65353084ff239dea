package io.podtide.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What the figures were measured on. */
public final class Machine {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    /** How much of all cores anybody used since this was asked last, 0 to 1. */
    public static double busy() {
        return SYSTEM.getCpuLoad();
    }

    public static String describe() {
        return String.format(
                Locale.ROOT,
                "%d cores, load %.1f, Java %s",
                SYSTEM.getAvailableProcessors(),
                SYSTEM.getSystemLoadAverage(),
                Runtime.version());
    }
}
