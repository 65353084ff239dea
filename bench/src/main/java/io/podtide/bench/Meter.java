package io.podtide.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What the measured process knows of itself. Tells it in a line on standard output, {@code METER key=value ...}, for each byte on
 * standard input, and begins anew.
 */
final class Meter {

    static final Meter ONE = new Meter();

    private static final long MEBI = 1 << 20;
    private static final Set<String> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(pool -> pool.getName())
            .collect(Collectors.toUnmodifiableSet());

    private final Latencies latencies = new Latencies();
    /** Acknowledged since the start of the process. */
    private long total;

    private long count;
    private long since = System.nanoTime();
    private long lastAt;
    private long afterFull;
    private long afterAny;
    private long highest;
    private long collecting;
    private boolean listening;

    private Meter() {}

    synchronized void listen() {
        if (listening) {
            return;
        }
        listening = true;
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> collected(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            null,
                            null);
        }
        var thread = new Thread(this::answer, "bench-meter");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void acknowledged(long latencyMicros) {
        total++;
        count++;
        lastAt = PodFleet.micros();
        if (latencyMicros >= 0) {
            latencies.add(latencyMicros);
        }
    }

    private synchronized void collected(GarbageCollectionNotificationInfo done) {
        var info = done.getGcInfo();
        highest = Math.max(highest, heap(info.getMemoryUsageBeforeGc()));
        afterAny = Math.max(afterAny, heap(info.getMemoryUsageAfterGc()));
        collecting += info.getDuration();
        if (done.getGcAction().contains("major")) {
            afterFull = Math.max(afterFull, heap(info.getMemoryUsageAfterGc()));
        }
    }

    private static long heap(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> HEAP.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    private void answer() {
        try {
            for (var command = System.in.read(); command >= 0; command = System.in.read()) {
                if (command == 'g') {
                    System.gc();
                    Thread.sleep(500); // the notification comes on a thread of its own
                }
                System.out.println(line());
                System.out.flush();
            }
        } catch (IOException | InterruptedException e) {
            // whoever asked is gone
        }
    }

    private synchronized String line() {
        var line =
                "METER total=%d count=%d seconds=%.6f last=%d p50=%d p99=%d p999=%d max=%d highest=%d after=%d full=%d gc=%d"
                        .formatted(
                                total,
                                count,
                                (System.nanoTime() - since) / 1e9,
                                lastAt,
                                latencies.quantile(0.5),
                                latencies.quantile(0.99),
                                latencies.quantile(0.999),
                                latencies.quantile(1),
                                highest / MEBI,
                                afterAny / MEBI,
                                afterFull / MEBI,
                                collecting);
        count = 0;
        since = System.nanoTime();
        latencies.clear();
        highest = 0;
        afterAny = 0;
        afterFull = 0;
        collecting = 0;
        return line;
    }
}
