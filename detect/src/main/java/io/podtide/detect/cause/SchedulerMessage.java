package io.podtide.detect.cause;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The scheduler's account of why no node would do, read by its grammar:
 *
 * <pre>0/5 nodes are available: 3 node(s) had untolerated taint(s), 2 Insufficient memory. preemption: 0/5 nodes ...</pre>
 *
 * What PostFilter plugins say stands behind, after a full stop: whether claims for devices could be given back, and the part about
 * preemption, which repeats the counts for other reasons. It is left out.
 *
 * @param nodes how many nodes there are, -1 where the message does not say
 * @param clauses what spoke against how many of them
 */
public record SchedulerMessage(int nodes, List<Clause> clauses) {

    private static final Pattern HEAD = Pattern.compile("^\\s*\\d+/(\\d+) nodes are available: ?");
    /** Until Kubernetes 1.8: {@code ... of the predicates: Insufficient cpu (18), MatchNodeSelector (3).} */
    private static final Pattern OLD_HEAD =
            Pattern.compile("^\\s*No nodes are available that match all of the (?:following )?predicates:+ ?"
                    + "|fit failure summary on nodes ?: ?");

    private static final Pattern OLD_CLAUSE = Pattern.compile("([^(),]{1,200}) \\((\\d+)\\)");
    private static final Pattern TAIL = Pattern.compile(
            "\\. (?:(?:[^.]{0,200}, )?preemption:|no new claims to deallocate|still not schedulable|not found$)"
                    + "|[.,]?\\s*$");
    private static final Pattern CLAUSE = Pattern.compile("^(\\d+) (.+)$", Pattern.DOTALL);

    public SchedulerMessage {
        clauses = List.copyOf(clauses);
    }

    /**
     * Something that speaks against some nodes.
     *
     * @param count how many nodes; 0 where it speaks against the pod as a whole
     * @param text without the count: {@code Insufficient memory}
     */
    public record Clause(int count, String text) {}

    /** Reads a message; one that is not in the scheduler's form becomes a single clause. */
    public static SchedulerMessage parse(String message) {
        var head = HEAD.matcher(message);
        if (!head.find()) {
            var old = OLD_HEAD.matcher(message);
            if (old.find()) {
                return new SchedulerMessage(-1, oldClauses(message.substring(old.end())));
            }
            return new SchedulerMessage(-1, message.isBlank() ? List.of() : List.of(new Clause(0, message.strip())));
        }
        var rest = message.substring(head.end());
        var tail = TAIL.matcher(rest);
        if (tail.find()) {
            rest = rest.substring(0, tail.start());
        }
        var clauses = new ArrayList<Clause>();
        for (var part : split(rest)) {
            var clause = CLAUSE.matcher(part);
            clauses.add(clause.find() ? new Clause(number(clause.group(1)), clause.group(2)) : new Clause(0, part));
        }
        return new SchedulerMessage(number(head.group(1)), clauses);
    }

    private static List<Clause> oldClauses(String text) {
        return OLD_CLAUSE
                .matcher(text)
                .results()
                .map(found -> new Clause(number(found.group(2)), found.group(1).strip()))
                .toList();
    }

    /** Splits at commas, but not inside braces or quotes: a taint is {@code {key: value}} and may hold one. */
    private static List<String> split(String text) {
        var parts = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
            boolean newClause = c == ',' && depth == 0 && i + 2 < text.length() && startsClause(text, i + 2);
            if (newClause) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    /** A clause begins with its count; older versions write "that the pod didn't tolerate" after a comma. */
    private static boolean startsClause(String text, int at) {
        return Character.isDigit(text.charAt(at));
    }

    private static int number(String digits) {
        return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
