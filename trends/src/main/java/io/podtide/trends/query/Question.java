package io.podtide.trends.query;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Something the history can be asked. Stateless. */
public interface Question {

    /** As commands and paths have it. */
    String name();

    /** One sentence. */
    String description();

    /** What it can be asked with. */
    Set<Parameter> parameters();

    /** How far back where nothing is said. */
    default Duration since() {
        return Duration.ofDays(30);
    }

    /** Rows by which, where nothing is said. */
    default List<Group> groups() {
        return List.of();
    }

    /** {@link Parameter#WITHIN} where nothing is said. */
    default Duration within() {
        return Duration.ofDays(1);
    }

    /** What it can be grouped by, where that is not everything. */
    default Set<Dimension> groupable() {
        return Set.of(Dimension.values());
    }

    /** {@link Parameter#AFTER} is a text of the question's own, and no number of rows. */
    default boolean hasCursor() {
        return false;
    }

    /** The time it is really about: that of sums by hour are whole hours. */
    default Asked settle(Asked asked, Horizon horizon) {
        return asked;
    }

    List<Column> columns(Asked asked);

    /** With one row more than {@link Asked#limit()}, to tell whether there are more. */
    Sql sql(Asked asked, Horizon horizon);

    /** What to ask for the rows after this one. */
    default String cursor(Asked asked, List<Object> last) {
        return Integer.toString(asked.offset() + asked.limit());
    }
}
