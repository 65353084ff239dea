package io.podtide.rules;

import io.podtide.detect.rule.Rules;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One record of {@link Rules} as a section of the file. Its keys are the record's components in kebab case, so that file and
 * record cannot drift apart: a threshold that detect gains can be written from that moment on.
 */
final class RuleSection {

    /** In the order of {@link Rules}. */
    static final List<RuleSection> ALL = Arrays.stream(Rules.class.getRecordComponents())
            .map(RuleSection::new)
            .toList();

    /** Windows and the like: of no length they would never, or always, be met. Elsewhere zero says "at once". */
    private static final Set<String> NEVER_ZERO = Set.of(
            "restart-loop.within",
            "restart-loop.workload-within",
            "restart-loop.clear-after",
            "oom.within",
            "oom.workload-within",
            "oom.node-within",
            "not-ready.max",
            "pod-failed.within",
            "cluster-silent.after");

    private final RecordComponent inRules;
    private final Constructor<?> constructor;
    private final Map<String, RecordComponent> components = new LinkedHashMap<>();

    private RuleSection(RecordComponent inRules) {
        this.inRules = inRules;
        for (var component : inRules.getType().getRecordComponents()) {
            components.put(kebab(component.getName()), component);
        }
        this.constructor = inRules.getType().getConstructors()[0];
    }

    String name() {
        return kebab(inRules.getName());
    }

    Set<String> keys() {
        return components.keySet();
    }

    /** The keys that are written, those with a problem left out. */
    Map<String, Object> read(Section section) {
        section.allow(keys());
        var written = new LinkedHashMap<String, Object>();
        components.forEach((key, component) -> section.get(key)
                .flatMap(value -> component.getType() == int.class
                        ? value.count()
                        : value.duration(!NEVER_ZERO.contains(name() + "." + key)))
                .ifPresent(v -> written.put(key, v)));
        return written;
    }

    /** Its thresholds in these rules, by key. */
    Map<String, Object> values(Rules rules) {
        var values = new LinkedHashMap<String, Object>();
        try {
            var section = inRules.getAccessor().invoke(rules);
            for (var component : components.entrySet()) {
                values.put(
                        component.getKey(), component.getValue().getAccessor().invoke(section));
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name(), e);
        }
        return values;
    }

    /** This section of the rules, with the written keys in place. */
    Object change(Rules rules, Map<String, Object> written) {
        try {
            var base = inRules.getAccessor().invoke(rules);
            if (written.isEmpty()) {
                return base;
            }
            var arguments = new Object[components.size()];
            int i = 0;
            for (var entry : components.entrySet()) {
                var key = written.get(entry.getKey());
                arguments[i++] = key == null ? entry.getValue().getAccessor().invoke(base) : key;
            }
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(name(), e);
        }
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
