package io.podtide.cli.up;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast a recording plays.
 *
 * @param factor of the time in which it was recorded; infinite for as fast as possible
 */
public record Speed(double factor) {

    /** As fast as possible. */
    public static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)x");

    /** It keeps a pace. */
    public boolean isFinite() {
        return Double.isFinite(factor);
    }

    /** How long a stretch of recorded time takes to play. */
    public Duration of(Duration recorded) {
        return Double.isInfinite(factor) ? Duration.ZERO : Duration.ofMillis(Math.round(recorded.toMillis() / factor));
    }

    /** {@code max}, {@code 1x}, {@code 60x}, {@code 0.5x}. */
    public static final class Converter implements ITypeConverter<Speed> {
        @Override
        public Speed convert(String text) {
            if (text.equals("max")) {
                return MAX;
            }
            var found = FORM.matcher(text);
            if (!found.matches() || Double.parseDouble(found.group(1)) == 0) {
                throw new TypeConversionException("'" + text + "' is no speed: max, 1x, 60x ...");
            }
            return new Speed(Double.parseDouble(found.group(1)));
        }
    }
}
