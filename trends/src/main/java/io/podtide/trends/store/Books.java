package io.podtide.trends.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What rows refer to, and what the writer has to remember of it: words, sets of labels, images. Not thread-safe. */
record Books(WordBook words, LabelBook labels, ImageBook images) {

    static Books read(Connection connection) throws SQLException {
        var words = WordBook.read(connection);
        return new Books(words, new LabelBook(words), ImageBook.read(connection));
    }

    /** What is new in them. */
    void write(Staging staging) throws SQLException {
        var added = words.takeNew();
        if (!added.isEmpty()) {
            staging.put("word", added);
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
}
