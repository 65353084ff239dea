package io.podtide.ingest.fleet;

import io.podtide.ingest.watch.KubeContext;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which contexts of a kubeconfig are watched.
 *
 * @param globs {@code *} stands for any characters, {@code ?} for one; none: the current context
 * @param all every context there is
 */
public record ContextSelection(List<String> globs, boolean all) {

    public static final ContextSelection CURRENT = new ContextSelection(List.of(), false);

    public ContextSelection {
        globs = List.copyOf(globs);
    }

    List<KubeContext> of(List<KubeContext> contexts) {
        if (all) {
            return contexts;
        }
        if (!globs.isEmpty()) {
            return contexts.stream()
                    .filter(context -> globs.stream().anyMatch(glob -> matches(glob, context.name())))
                    .toList();
        }
        return contexts.size() == 1
                ? contexts
                : contexts.stream().filter(KubeContext::current).toList();
    }

    boolean isPattern() {
        return all || globs.stream().anyMatch(glob -> glob.contains("*") || glob.contains("?"));
    }

    static boolean matches(String glob, String name) {
        var pattern = glob.codePoints()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(name).matches();
    }

    @Override
    public String toString() {
        return all ? "any context" : globs.isEmpty() ? "a current context" : "a context " + String.join(" or ", globs);
    }
}
