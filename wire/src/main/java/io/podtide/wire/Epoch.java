package io.podtide.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Under which leadership of its cluster an observation was written. It stands in a header and not in the value: it says
 * nothing of the cluster.
 *
 * @param number rises with each leadership; 0: nobody can follow whoever wrote it
 */
public record Epoch(long number) {

    /** Its value is the number in decimal digits, so that every topic browser shows it. */
    public static final String HEADER = "podtide-epoch";

    public static final Epoch NONE = new Epoch(0);

    /** More digits than a number of 63 bits has. */
    private static final int LONGEST = 18;

    public Epoch {
        if (number < 0) {
            throw new IllegalArgumentException("an epoch is not negative: " + number);
        }
    }

    /** What a record of this epoch carries. */
    public List<Header> headers() {
        return number == 0
                ? List.of()
                : List.of(new RecordHeader(HEADER, Long.toString(number).getBytes(US_ASCII)));
    }

    /** {@link #NONE} without such a header, or with one that is no number. */
    public static Epoch of(Headers headers) {
        var header = headers.lastHeader(HEADER);
        return header == null || header.value() == null ? NONE : parse(header.value());
    }

    private static Epoch parse(byte[] digits) {
        long number = 0;
        for (byte digit : digits) {
            if (digit < '0' || digit > '9' || digits.length > LONGEST) {
                return NONE;
            }
            number = number * 10 + digit - '0';
        }
        return new Epoch(number);
    }
}
