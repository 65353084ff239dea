package io.podtide.trends.query;

/** Texts and their numbers in table {@code word}. */
final class Words {

    private Words() {}

    /** The number of a text; -1, which no row has, of one that has never been seen. */
    static Sql code(String text) {
        return Sql.of("(SELECT COALESCE(MIN(w.id), -1) FROM word w WHERE w.text = ?)", text);
    }

    /** A condition on a column of numbers. */
    static Sql is(String column, Pattern pattern) {
        return pattern.isLiteral()
                ? Sql.of(column + " = ").add(code(pattern.glob()))
                : Sql.of(column + " IN (SELECT w.id FROM word w WHERE ")
                        .add(pattern.on("w.text"))
                        .add(")");
    }

    /**
     * A condition on a column of numbers, without regard to upper and lower case.
     *
     * @param like with ^ to escape
     */
    static Sql like(String column, String like) {
        return Sql.of(column + " IN (SELECT w.id FROM word w WHERE w.text ILIKE ? ESCAPE '^')", like);
    }

    /** What a number stands for; for the few rows of an answer. */
    static String text(String column) {
        return "(SELECT w.text FROM word w WHERE w.id = " + column + ")";
    }
}
