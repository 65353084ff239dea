package io.podtide.ingest.kube;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kubernetes quantities: {@code 128Mi}, {@code 1.5G}, {@code 1e9}, and {@code 1024m}, which is not mega but milli. */
final class Quantity {

    private static final Pattern FORM = Pattern.compile(
            "([+-]?(?:\\d{1,40}(?:\\.\\d{0,20})?|\\.\\d{1,20}))(?:([numkMGTPE]|[KMGTPE]i)?|([eE][+-]?\\d{1,2}))");

    private static final Map<String, BigDecimal> UNITS = Map.ofEntries(
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("k", BigDecimal.ONE.movePointRight(3)),
            Map.entry("M", BigDecimal.ONE.movePointRight(6)),
            Map.entry("G", BigDecimal.ONE.movePointRight(9)),
            Map.entry("T", BigDecimal.ONE.movePointRight(12)),
            Map.entry("P", BigDecimal.ONE.movePointRight(15)),
            Map.entry("E", BigDecimal.ONE.movePointRight(18)),
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Quantity() {}

    /** In whole bytes, rounded up as Kubernetes does; null where the text is no quantity, or a negative one. */
    static @Nullable Long bytes(String text) {
        var parts = FORM.matcher(text.trim());
        if (!parts.matches()) {
            return null;
        }
        var number = new BigDecimal(parts.group(1) + (parts.group(3) == null ? "" : parts.group(3)))
                .multiply(parts.group(2) == null ? BigDecimal.ONE : UNITS.get(parts.group(2)));
        return number.signum() < 0
                ? null
                : (Long) number.min(MAX).setScale(0, RoundingMode.UP).longValueExact();
    }
}
