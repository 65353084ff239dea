package io.podtide.detect.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The groups there are, and which of them an incident is in: that is derived from the groups when a task begins. */
final class GroupIndex {

    private final FleetMemory memory;
    private final Map<String, SortedSet<String>> keysOf = new HashMap<>();

    GroupIndex(FleetMemory memory) {
        this.memory = memory;
        memory.groups().forEach(this::add);
    }

    @Nullable
    Group get(String key) {
        return memory.group(key);
    }

    /** Keys of the groups that an incident is in. */
    List<String> keysOf(String id) {
        return List.copyOf(keysOf.getOrDefault(id, new TreeSet<>()));
    }

    void keep(Group group) {
        var key = group.shared().key();
        var before = memory.group(key);
        if (before != null) {
            remove(before.children().keySet(), key);
        }
        memory.keep(group);
        add(group);
    }

    private void add(Group group) {
        var key = group.shared().key();
        group.children()
                .keySet()
                .forEach(id -> keysOf.computeIfAbsent(id, i -> new TreeSet<>()).add(key));
    }

    private void remove(Set<String> ids, String key) {
        for (var id : ids) {
            var keys = keysOf.get(id);
            if (keys != null && keys.remove(key) && keys.isEmpty()) {
                keysOf.remove(id);
            }
        }
    }
}
