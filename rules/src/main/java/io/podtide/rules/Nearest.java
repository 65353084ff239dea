package io.podtide.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant. */
public final class Nearest {

    private Nearest() {}

    /** {@code did you mean restarts?}, or all there is where nothing comes near. */
    public static String advice(String word, Collection<String> known) {
        var plain = plain(word);
        return known.stream()
                .filter(k -> distance(plain, plain(k)) <= Math.max(1, (k.length() + 1) / 3))
                .min(Comparator.comparingInt(k -> distance(plain, plain(k))))
                .map(k -> "did you mean " + k + "?")
                .orElse("known are " + String.join(", ", known));
    }

    /** restartLoop, RESTART_LOOP and restart-loop are the same to whoever wrote them. */
    private static String plain(String word) {
        var start = word.length() > 64 ? word.substring(0, 64) : word;
        return start.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
