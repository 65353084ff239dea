package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * RFC 3339 as it comes from Go: seconds, micros or nanos, {@code Z} or an offset. Cut to milliseconds, since that is what the
 * wire has and a replay must see what a live run saw. Nonsense (Go's year 1, a year beyond 2200) is null: a fault in one time
 * must not cost the rest of the object.
 */
@SuppressWarnings("serial") // Jackson's base class is Serializable; nobody serializes a deserializer.
public final class KubeTime extends StdDeserializer<Instant> {

    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");
    /** {@code 2026-11-21T00:32:27Z}, which nearly all times are. */
    private static final int WHOLE_SECONDS = 20;

    KubeTime() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        var text = parser.getValueAsString();
        if (text == null) {
            parser.skipChildren();
            return null;
        }
        return parse(text);
    }

    /** Null where the text is no sensible time. */
    public static @Nullable Instant parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            var time = text.length() == WHOLE_SECONDS && text.charAt(19) == 'Z'
                    ? wholeSeconds(text)
                    : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            return time.getEpochSecond() < 0 || time.isAfter(END) ? null : time;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** By hand: java.time's parser would cost as much as all the rest of a Pod. */
    private static Instant wholeSeconds(String text) {
        for (var i = 0; i < 5; i++) {
            if (text.charAt(4 + 3 * i) != "--T::".charAt(i)) {
                throw new DateTimeException("no RFC 3339");
            }
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19))
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("no digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
