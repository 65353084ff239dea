package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What rows refer to, and what the writer has to remember of it: words, sets of labels, images. Not thread-safe. */
record Books(WordBook words, LabelBook labels, ImageBook images) {

    static Books read(Connection connection) throws SQLException {
        var words = WordBook.read(connection);
        return new Books(words, new LabelBook(words), ImageBook.read(connection));
    }

    /** What is new or has changed in them. */
    void write(Staging staging) throws SQLException {
        var used = words.takeChanged();
        if (!used.isEmpty()) {
            staging.put("word", used);
            staging.run("DELETE FROM word USING staged_word s WHERE s.id = word.id");
            staging.insert("word");
        }
        var seen = images.takeChanged();
        if (!seen.isEmpty()) {
            staging.put("container_image", seen);
            staging.run("DELETE FROM container_image USING staged_container_image s WHERE s.id = container_image.id");
            staging.insert("container_image");
        }
        var sets = labels.takeNew();
        if (!sets.isEmpty()) {
            staging.put("coded_label", sets);
            staging.run(
                    "DELETE FROM staged_coded_label USING coded_label l WHERE l.label_set = staged_coded_label.label_set");
            staging.insert("coded_label");
        }
    }

    /** What only rows of times before this one referred to: those have been deleted. */
    void forget(Connection connection, Instant before) throws SQLException {
        words.forget(connection, before);
        images.forget(connection, before.minus(1, ChronoUnit.DAYS));
    }
}
