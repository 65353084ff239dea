package io.podtide.trends.query;

import java.util.Locale;

/**
 * What a filter asks a text to be: {@code prod-*}, with {@code *} for any characters and {@code ?} for one; {@code !prod-*} for
 * all but those.
 */
record Pattern(String glob, boolean negated) {

    /** Longer than any name Kubernetes allows, or image. */
    static final int LONGEST = 512;

    static Pattern of(String text) {
        return text.startsWith("!") ? new Pattern(text.substring(1), true) : new Pattern(text, false);
    }

    Pattern upperCase() {
        return new Pattern(glob.toUpperCase(Locale.ROOT), negated);
    }

    boolean isLiteral() {
        return glob.indexOf('*') < 0 && glob.indexOf('?') < 0;
    }

    /** A condition on a column, without regard to {@code !}. */
    Sql on(String column) {
        return isLiteral() ? Sql.of(column + " = ?", glob) : Sql.of(column + " LIKE ? ESCAPE '^'", like());
    }

    /** A LIKE pattern, with ^ to escape, for texts with this in them. */
    static String containing(String text) {
        return '%' + text.replaceAll("[%_^]", "^$0") + '%';
    }

    private String like() {
        var like = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            switch (c) {
                case '*' -> like.append('%');
                case '?' -> like.append('_');
                case '%', '_', '^' -> like.append('^').append(c);
                default -> like.append(c);
            }
        }
        return like.toString();
    }
}
