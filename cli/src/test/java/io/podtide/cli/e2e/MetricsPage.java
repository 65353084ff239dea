package io.podtide.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** {@code docs/metrics.md}, against what a role tells. */
record MetricsPage(String title, String text) {

    private static final Path PAGE = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW =
            Pattern.compile("^\\| `(podtide_[a-z_]+)` \\| (gauge|counter|histogram) \\|", Pattern.MULTILINE);
    private static final Pattern OF_OTHERS = Pattern.compile("`((?:kafka|jvm|process|system)_[a-z_]+\\*?)`");
    private static final Pattern TYPE =
            Pattern.compile("^# TYPE (\\w+) (gauge|counter|histogram|summary|untyped)$", Pattern.MULTILINE);

    /** One of them, up to the next. */
    static MetricsPage section(String title) throws IOException {
        var page = Files.readString(PAGE);
        int begin = page.indexOf("\n## " + title);
        assertThat(begin).as("a section %s in %s", title, PAGE).isNotNegative();
        int end = page.indexOf("\n## ", begin + 1);
        return new MetricsPage(title, page.substring(begin, end < 0 ? page.length() : end));
    }

    /** Ours on the whole page. */
    static Set<String> names() throws IOException {
        return rows(Files.readString(PAGE)).keySet();
    }

    /** Those of others that the page names. */
    static Set<String> namesOfOthers() throws IOException {
        return ofOthers(Files.readString(PAGE));
    }

    /** What is documented is there, as it is documented; of ours nothing else is there. */
    void requireSame(String scraped) {
        assertThat(ours(scraped)).as("what the page says in section %s", title).isEqualTo(rows(text));
        requireNamed(scraped);
    }

    /** What the page names of others is there. */
    void requireNamed(String scraped) {
        var there = types(scraped).keySet();
        for (var name : ofOthers(text)) {
            assertThat(there)
                    .as("%s of section %s", name, title)
                    .anyMatch(one -> name.endsWith("*")
                            ? one.startsWith(name.substring(0, name.length() - 1))
                            : one.equals(name));
        }
    }

    private static Map<String, String> rows(String text) {
        var rows = new TreeMap<String, String>();
        ROW.matcher(text).results().forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    private static Set<String> ofOthers(String text) {
        var names = new TreeSet<String>();
        OF_OTHERS.matcher(text).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    private static Map<String, String> types(String scraped) {
        var types = new TreeMap<String, String>();
        TYPE.matcher(scraped).results().forEach(type -> types.put(type.group(1), type.group(2)));
        return types;
    }

    /** Without the greatest value, which comes with each histogram. */
    private static Map<String, String> ours(String scraped) {
        var types = types(scraped);
        types.keySet().removeIf(name -> !name.startsWith("podtide_"));
        Set.copyOf(types.keySet()).stream()
                .filter(name -> "histogram".equals(types.get(name)))
                .forEach(name -> types.remove(name + "_max"));
        return types;
    }
}
