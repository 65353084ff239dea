package io.podtide.cli;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How fast a recording is played.
 *
 * @param factor how much faster than it happened; infinite for as fast as can be
 */
record Speed(double factor) {

    static final Speed MAX = new Speed(Double.POSITIVE_INFINITY);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)x");

    /** How long to play what took this long. */
    Duration toPlay(Duration recorded) {
        return factor == Double.POSITIVE_INFINITY
                ? Duration.ZERO
                : Duration.ofMillis(Math.round(recorded.toMillis() / factor));
    }

    /** {@code max}, {@code 1x}, {@code 0.5x}. */
    static final class Converter implements ITypeConverter<Speed> {
        @Override
        public Speed convert(String text) {
            if (text.equals("max")) {
                return MAX;
            }
            var form = FORM.matcher(text);
            if (!form.matches() || Double.parseDouble(form.group(1)) == 0) {
                throw new TypeConversionException("needs max or a factor such as 1x or 60x, not " + text);
            }
            return new Speed(Double.parseDouble(form.group(1)));
        }
    }
}
