package io.podtide.cli.range;

import io.podtide.rules.DurationText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as people give it.
 *
 * @param time null where it is told by how long ago it was
 */
public record TimeOption(@Nullable Instant time, Duration ago) {

    public Instant at(Instant now) {
        return time == null ? now.minus(ago) : time;
    }

    /** {@code 2027-01-31T08:00:00Z}, or {@code 2h}: so long ago. */
    public static final class Converter implements ITypeConverter<TimeOption> {
        @Override
        public TimeOption convert(String text) {
            if (text.contains("T")) {
                try {
                    return new TimeOption(OffsetDateTime.parse(text).toInstant(), Duration.ZERO);
                } catch (DateTimeException e) {
                    throw new TypeConversionException("'" + text + "' is no time such as 2027-01-31T08:00:00Z");
                }
            }
            try {
                return new TimeOption(null, DurationText.parse(text));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "' is neither a time such as 2027-01-31T08:00:00Z nor a"
                        + " duration such as 2h or 7d");
            }
        }
    }
}
