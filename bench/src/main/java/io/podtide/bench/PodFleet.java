package io.podtide.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The pods of the mock cluster and how they change. Resource versions are microseconds since 1970. */
interface PodFleet {

    static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    int size();

    /** The newest version there is. */
    long version();

    /** A pod as it stands in a list. */
    void item(Bytes out, int pod);

    /**
     * The next change: the line that a watch shows of it.
     *
     * @param dueMicros when it should be written, microseconds since 1970; late where nobody took what was written before
     */
    void change(Bytes out, long dueMicros);
}
