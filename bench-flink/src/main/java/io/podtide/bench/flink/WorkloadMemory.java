package io.podtide.bench.flink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is kept of a workload that has trouble. */
public final class WorkloadMemory {

    private static final int LIMIT = 40;
    private static final int SINGLY = 5;
    private static final long LOOP = Duration.ofMinutes(10).toMillis();
    private static final long HALF_HOUR = Duration.ofMinutes(30).toMillis();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofHours(24).toMillis();

    /** In the order of their coming. */
    public List<Strike> strikes = new ArrayList<>();
    /** Pods that are stuck at their start. */
    public List<String> pending = new ArrayList<>();
    /** Pods that do not go. */
    public List<String> terminating = new ArrayList<>();
    /** Milliseconds since 1970; 0 while no such alert is open. */
    public long loopUntil;
    /** Milliseconds since 1970; 0 while no such alert is open. */
    public long oomUntil;

    void add(Sign sign) {
        for (int i = 0; i < Math.min(sign.count, SINGLY); i++) {
            strikes.add(Strike.of(sign));
        }
        if (strikes.size() > LIMIT) {
            strikes.subList(0, strikes.size() - LIMIT).clear();
        }
    }

    /** 3 restarts of one container in 10 minutes, or 5 of the workload in 30. Pods come from different partitions: one that is late counts too. */
    boolean loops(long told) {
        return strikes.stream()
                .filter(end -> !end.kill && end.at >= told)
                .anyMatch(end -> inWindow(end, false, LOOP, true) >= 3 || inWindow(end, false, HALF_HOUR, false) >= 5);
    }

    /** 2 kills of one container in an hour or 3 in a day, or kills of 2 pods in 30 minutes. */
    boolean runsOutOfMemory(long told) {
        return strikes.stream()
                .filter(end -> end.kill && end.at >= told)
                .anyMatch(end -> inWindow(end, true, HOUR, true) >= 2
                        || inWindow(end, true, DAY, true) >= 3
                        || killed(end) >= 2);
    }

    private long inWindow(Strike end, boolean kill, long window, boolean ofContainer) {
        return strikes.stream()
                .filter(s -> s.kill == kill && s.isWithin(end.at, window))
                .filter(s -> ofContainer ? s.isOfContainer(end) : !s.reboot)
                .count();
    }

    private long killed(Strike end) {
        return strikes.stream()
                .filter(s -> s.kill && s.isWithin(end.at, HALF_HOUR))
                .map(s -> s.pod)
                .distinct()
                .count();
    }
}
