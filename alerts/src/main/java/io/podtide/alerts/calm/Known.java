package io.podtide.alerts.calm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that is known, and what of it has changed since it was kept last. */
final class Known {

    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Map<String, Digest> digests = new HashMap<>();
    private final Storms storms = new Storms();
    private final Set<String> changed = new LinkedHashSet<>();

    void restore(Case one) {
        var uncertain = one;
        for (var notice : one.notices().entrySet()) {
            uncertain = uncertain.with(notice.getKey(), uncertain(notice.getValue()));
        }
        cases.put(one.incident().id(), uncertain);
        one.storms().values().forEach(storm -> storms.join(storm, one.incident().id()));
    }

    void restore(Storm storm) {
        storms.put(storm.with(uncertain(storm.notice())));
    }

    void restore(Digest digest) {
        var uncertain = digest;
        for (var notice : digest.notices().entrySet()) {
            uncertain = uncertain.with(notice.getKey(), uncertain(notice.getValue()));
        }
        digests.put(digest.team(), uncertain);
    }

    /** Whoever was at the desk before may have sent it. */
    private static Notice uncertain(Notice notice) {
        return notice.attempt() == null
                ? notice
                : notice.attempting(notice.attempt().uncertain());
    }

    @Nullable
    Case incident(String id) {
        return cases.get(id);
    }

    List<Case> cases() {
        return new ArrayList<>(cases.values());
    }

    int size() {
        return cases.size();
    }

    Storms storms() {
        return storms;
    }

    List<Case> members(Storm storm) {
        return storms.members(storm.id()).stream()
                .map(cases::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Nullable
    Digest digest(String team) {
        return digests.get(team);
    }

    List<Digest> digests() {
        return new ArrayList<>(digests.values());
    }

    void put(Case one) {
        if (!one.equals(cases.put(one.incident().id(), one))) {
            changed.add(Ref.INCIDENT + one.incident().id());
        }
    }

    void put(Storm storm) {
        if (!storm.equals(storms.get(storm.id()))) {
            storms.put(storm);
            changed.add(Ref.STORM + storm.id());
        }
    }

    void put(Digest digest) {
        if (!digest.equals(digests.put(digest.team(), digest))) {
            changed.add(Ref.DIGEST + digest.team());
        }
    }

    void forget(Case one) {
        cases.remove(one.incident().id());
        changed.add(Ref.INCIDENT + one.incident().id());
    }

    void forget(Storm storm) {
        storms.remove(storm);
        changed.add(Ref.STORM + storm.id());
    }

    Map<String, Object> changes() {
        var all = new LinkedHashMap<String, Object>();
        for (var key : changed) {
            var id = key.substring(key.indexOf('/') + 1);
            all.put(
                    key,
                    key.startsWith(Ref.INCIDENT)
                            ? cases.get(id)
                            : key.startsWith(Ref.STORM) ? storms.get(id) : digests.get(id));
        }
        changed.clear();
        return all;
    }
}
