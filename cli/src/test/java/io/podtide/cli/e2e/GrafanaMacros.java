package io.podtide.cli.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What Grafana makes of a query: macros of its PostgreSQL data source as they are documented, and variables.
 *
 * @param variables by name, as the data source writes them into a query
 */
record GrafanaMacros(Instant from, Instant to, Duration interval, Map<String, String> variables) {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(?!__)(\\w+))");

    /** Up to the first bracket that closes: Grafana's own pattern knows no brackets within. */
    private static final Pattern MACRO = Pattern.compile("\\$__(\\w+)\\(([^)]*)\\)");

    String sql(String query) {
        var filled = variables(query).replace("$__interval", interval.toSeconds() + "s");
        return MACRO.matcher(filled).replaceAll(macro -> macro(macro.group(1), macro.group(2)));
    }

    String promQl(String query) {
        return variables(query).replace("$__rate_interval", interval.toSeconds() + "s");
    }

    private String variables(String query) {
        return VARIABLE.matcher(query).replaceAll(match -> {
            var value = variables.get(name(match));
            if (value == null) {
                throw new AssertionError("no such variable: " + match.group() + " in " + query);
            }
            return java.util.regex.Matcher.quoteReplacement(value);
        });
    }

    private static String name(MatchResult match) {
        return match.group(1) == null ? match.group(2) : match.group(1);
    }

    private String macro(String name, String arguments) {
        var parts = arguments.split(",", -1);
        return switch (name) {
            case "timeFilter" -> "%s BETWEEN '%s' AND '%s'".formatted(arguments, from, to);
            case "timeGroup" -> group(parts);
            case "timeGroupAlias" -> group(parts) + " AS \"time\"";
            default -> throw new AssertionError("Grafana has no $__" + name);
        };
    }

    private static String group(String... parts) {
        long seconds = Long.parseLong(parts[1].strip().replaceAll("['s]", ""));
        return "floor(extract(epoch from %s)/%d)*%d".formatted(parts[0], seconds, seconds);
    }
}
