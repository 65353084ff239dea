package io.podtide.streams;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Notices that the disk does not take what RocksDB writes in the background. A record that is put after that is refused, and ends the
 * streams; one that is being put, since memory is full, waits until there is room again, for ever if need be.
 */
final class DiskWatch implements AutoCloseable {

    /** Of Kafka Streams, for each store: flushes and compactions that failed, as RocksDB counts them. */
    static final String METRIC = "background-errors";

    private final Supplier<Map<MetricName, ? extends Metric>> metrics;
    private final Runnable refused;
    private final Duration interval;
    private final CountDownLatch closed = new CountDownLatch(1);

    private DiskWatch(Supplier<Map<MetricName, ? extends Metric>> metrics, Runnable refused, Duration interval) {
        this.metrics = metrics;
        this.refused = refused;
        this.interval = interval;
    }

    /**
     * @param refused called once, on a thread of the watch
     * @param interval between two looks
     */
    static DiskWatch start(Supplier<Map<MetricName, ? extends Metric>> metrics, Runnable refused, Duration interval) {
        var watch = new DiskWatch(metrics, refused, interval);
        var thread = new Thread(watch::run, "disk-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                if (hasErrors(metrics.get())) {
                    refused.run();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean hasErrors(Map<MetricName, ? extends Metric> metrics) {
        return metrics.values().stream()
                .filter(metric -> metric.metricName().name().equals(METRIC))
                .anyMatch(DiskWatch::isPositive);
    }

    private static boolean isPositive(Metric metric) {
        try {
            return metric.metricValue() instanceof Number count && count.longValue() > 0;
        } catch (RuntimeException e) {
            return false; // its store is being closed
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
