package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;

class DiskWatchTest {

    private final Map<MetricName, Metric> metrics = new ConcurrentHashMap<>();
    private final Semaphore looks = new Semaphore(0);
    private final CountDownLatch refused = new CountDownLatch(1);

    @Test
    void whatOneStoreCouldNotWriteIsNoticed() throws InterruptedException {
        var errors = new AtomicInteger();
        gauge(DiskWatch.METRIC, "pods", () -> BigInteger.ZERO);
        gauge(DiskWatch.METRIC, "closed", () -> {
            throw new ProcessorStateException("the store is closed");
        });
        gauge(DiskWatch.METRIC, "owners", () -> BigInteger.valueOf(errors.get()));
        gauge("num-running-flushes", "pods", () -> BigInteger.TEN);
        var watch = DiskWatch.start(this::look, refused::countDown, Duration.ofMillis(1));
        assertThat(looks.tryAcquire(3, 60, TimeUnit.SECONDS)).isTrue();
        assertThat(refused.getCount()).isOne();

        errors.set(1);
        assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
        watch.close();
    }

    private Map<MetricName, Metric> look() {
        looks.release();
        return metrics;
    }

    private void gauge(String name, String store, Supplier<Object> value) {
        var full = new MetricName(name, "stream-state-metrics", "", Map.of("rocksdb-state-id", store));
        metrics.put(full, new Metric() {
            @Override
            public MetricName metricName() {
                return full;
            }

            @Override
            public Object metricValue() {
                return value.get();
            }
        });
    }
}
