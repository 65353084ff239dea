package io.podtide.cli.docs;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** An option as its annotation has it: picocli fills in what the environment of this process says. */
record OptionText(OptionSpec option) {

    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{env:(\\w+)(?::-(.*))?}");

    /** {@code -n, --namespace NAMESPACE}. */
    String names() {
        var names = Arrays.stream(option.names()).collect(Collectors.joining(", "));
        var negated = option.negatable() ? ", --no-" + option.longestName().substring(2) : "";
        boolean several = option.arity().max() > 1;
        return names + negated + (option.arity().max() == 0 ? "" : " " + option.paramLabel() + (several ? "..." : ""));
    }

    /** The variable that it is taken from; empty where there is none. */
    String variable() {
        var environment = ENVIRONMENT.matcher(written());
        return environment.matches() ? environment.group(1) : "";
    }

    /** Empty where there is none, or where the description has it in words. */
    String standard() {
        var environment = ENVIRONMENT.matcher(written());
        var value = environment.matches() ? environment.group(2) : written();
        boolean spoken = value == null || value.isEmpty();
        if (spoken && option.required()) {
            return "*required*";
        }
        boolean initial = spoken && description().contains("${DEFAULT-VALUE}");
        return spoken && !initial ? "" : "`" + (initial ? option.defaultValueString() : value) + "`";
    }

    /** In one line, without the default. */
    String text() {
        return description()
                .replaceAll(" \\(default: \\$\\{DEFAULT-VALUE}\\)|[;,]? ?[dD]efault: \\$\\{DEFAULT-VALUE}", "")
                .replace("${COMPLETION-CANDIDATES}", candidates())
                .replaceFirst("^\\.$", "")
                .strip();
    }

    private String candidates() {
        var candidates = option.completionCandidates();
        return candidates == null
                ? ""
                : StreamSupport.stream(candidates.spliterator(), false).collect(Collectors.joining(", "));
    }

    private String description() {
        var annotation = annotation();
        return String.join(" ", annotation == null ? option.description() : annotation.description());
    }

    private String written() {
        var annotation = annotation();
        var text = annotation == null ? "" : annotation.defaultValue();
        return option.defaultValue() == null && !text.contains("${env:") ? "" : text;
    }

    private @Nullable Option annotation() {
        return option.userObject() instanceof AnnotatedElement element ? element.getAnnotation(Option.class) : null;
    }
}
