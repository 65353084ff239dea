package io.podtide.ingest.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which clusters there are to be at a moment.
 *
 * @param problems why others are not among them, each in words
 */
public record Plan(List<Member> members, List<String> problems) {

    public Plan {
        members = List.copyOf(members);
        problems = List.copyOf(problems);
    }

    Plan and(Plan other) {
        return new Plan(
                Stream.concat(members.stream(), other.members.stream()).toList(),
                Stream.concat(problems.stream(), other.problems.stream()).toList());
    }

    /** For each name one: of two, the one that is running, or else the first; the other is a problem. */
    public Plan withUniqueNames(Map<String, Member> running) {
        var unique = new LinkedHashMap<String, Member>();
        var all = new ArrayList<>(problems);
        for (var member : members) {
            var first = unique.putIfAbsent(member.name(), member);
            if (first == null || first.equals(member)) {
                continue;
            }
            var keeps = member.equals(running.get(member.name())) ? member : first;
            unique.put(member.name(), keeps);
            all.add(clash(member.name(), keeps, keeps.equals(first) ? member : first));
        }
        return new Plan(List.copyOf(unique.values()), all);
    }

    private static String clash(String name, Member keeps, Member other) {
        return "Two clusters have the name " + name + ": " + keeps.source() + ", and " + other.source()
                + ". The second is not watched: give it another name, or let --name-by context or file name them";
    }
}
