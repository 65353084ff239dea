package io.podtide.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A page as far as its links, its headings and its code go. */
record MarkdownPage(Path file, List<Line> lines) {

    private static final Pattern FENCE = Pattern.compile("\\s*(`{3,}|~{3,})\\s*(\\w*).*");
    private static final Pattern CODE_SPAN = Pattern.compile("(`+)(.+?)\\1");
    private static final Pattern INLINE_LINK = Pattern.compile("]\\(([^()\\s]+)(?:\\s+\"[^\"]*\")?\\)");
    private static final Pattern LINK_DEFINITION = Pattern.compile("\\s*\\[[^]]+]:\\s+(\\S+).*");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s+(.*?)\\s*#*\\s*");
    private static final Pattern LINK_IN_HEADING = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

    /**
     * @param number from 1
     * @param language of the fenced block that it is in, empty where that does not say; null: it is text
     */
    record Line(int number, @Nullable String language, String text) {}

    /** @param line from 1 */
    record Found(int line, String text) {}

    static MarkdownPage read(Path file) throws IOException {
        return of(file, Files.readAllLines(file));
    }

    static MarkdownPage of(Path file, List<String> texts) {
        var lines = new ArrayList<Line>();
        String end = null;
        String language = null;
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var fence = FENCE.matcher(text);
            if (end == null && fence.matches()) {
                end = fence.group(1);
                language = fence.group(2);
            } else if (end != null && text.strip().startsWith(end)) {
                end = null;
                language = null;
            } else {
                lines.add(new Line(i + 1, language, text));
            }
        }
        return new MarkdownPage(file, lines);
    }

    List<Found> links() {
        return text().flatMap(line -> {
                    var bare = CODE_SPAN.matcher(line.text()).replaceAll("code");
                    return Stream.concat(
                                    INLINE_LINK.matcher(bare).results(),
                                    LINK_DEFINITION.matcher(bare).results())
                            .map(link -> new Found(line.number(), link.group(1)));
                })
                .toList();
    }

    /** Code within text. */
    List<Found> codeSpans() {
        return text().flatMap(line -> CODE_SPAN
                        .matcher(line.text())
                        .results()
                        .map(span -> new Found(line.number(), span.group(2).strip())))
                .toList();
    }

    /** Lines of blocks in these languages; what a backslash continues is one line. */
    List<Found> code(Predicate<String> wanted) {
        var code = new ArrayList<Found>();
        var begun = new StringBuilder();
        for (var line : lines) {
            if (line.language() != null && wanted.test(line.language())) {
                var text = line.text().strip();
                if (text.endsWith("\\")) {
                    begun.append(text, 0, text.length() - 1);
                } else {
                    code.add(new Found(line.number(), begun + text));
                    begun.setLength(0);
                }
            }
        }
        return code;
    }

    /** What a link may name behind {@code #}, as GitHub makes it of headings. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        var seen = new HashMap<String, Integer>();
        text().map(line -> HEADING.matcher(line.text()))
                .filter(Matcher::matches)
                .forEach(heading -> {
                    var slug = slug(heading.group(1));
                    int before = seen.merge(slug, 1, Integer::sum) - 1;
                    anchors.add(before == 0 ? slug : slug + "-" + before);
                });
        return anchors;
    }

    private static String slug(String heading) {
        var bare = LINK_IN_HEADING.matcher(heading).replaceAll("$1");
        return bare.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\p{M}_ -]", "")
                .replace(' ', '-');
    }

    private Stream<Line> text() {
        return lines.stream().filter(line -> line.language() == null);
    }
}
