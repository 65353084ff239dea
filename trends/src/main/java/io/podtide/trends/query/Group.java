package io.podtide.trends.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer has rows for.
 *
 * @param dimension null for a label
 * @param label its name; empty for a dimension
 */
public record Group(@Nullable Dimension dimension, String label) {

    private static final String LABEL = "label:";

    static Group by(Dimension dimension) {
        return new Group(dimension, "");
    }

    /** @throws IllegalArgumentException for people */
    static Group of(String text) {
        if (text.startsWith(LABEL) && text.length() > LABEL.length()) {
            return new Group(null, text.substring(LABEL.length()));
        }
        return by(Dimension.of(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is nothing to group by: one of "
                        + List.of(Dimension.values()) + " or label:NAME")));
    }

    @Override
    public String toString() {
        return dimension == null ? LABEL + label : dimension.toString();
    }

    /** Columns of the answer. */
    static List<Column> columns(List<Group> groups) {
        var columns = new ArrayList<Column>();
        for (var group : groups) {
            if (group.dimension == null) {
                columns.add(Column.text(group.toString()));
            } else if (group.dimension == Dimension.WORKLOAD) {
                columns.add(Column.text("workloadKind"));
                columns.add(Column.text("workload"));
            } else {
                columns.add(Column.text(group.toString()));
            }
        }
        return columns;
    }

    /** Numbers of table t to select and group by. */
    static List<String> expressions(List<Group> groups) {
        var expressions = new ArrayList<String>();
        for (int i = 0; i < groups.size(); i++) {
            var dimension = groups.get(i).dimension;
            if (dimension == null) {
                expressions.add("COALESCE(l" + i + ".value, 0)");
            } else {
                dimension.columns().forEach(column -> expressions.add("t." + column));
            }
        }
        return expressions;
    }

    /** What the labels among them have to be read from, to be put after the table, whose alias is t. */
    static Sql joins(List<Group> groups) {
        var sql = new Sql();
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).dimension == null) {
                sql.add(
                        " LEFT JOIN (SELECT label_set AS set_id, value FROM coded_label WHERE name = ?) l" + i + " ON l"
                                + i + ".set_id = t.label_set",
                        groups.get(i).label);
            }
        }
        return sql;
    }
}
