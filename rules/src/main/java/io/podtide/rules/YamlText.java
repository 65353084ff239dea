package io.podtide.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A file as a tree of nodes with their lines. Rules come from a topic too, so a hostile text must be harmless: size, depth
 * and aliases are limited, and no tag ever makes an object.
 */
public final class YamlText {

    static final int MAX_BYTES = 1024 * 1024;

    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 50;

    private YamlText() {}

    /** The text of a file, unless it is too big or no text. */
    public static Optional<String> load(Path file, Problems problems) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1); // the size a file system tells may be wrong: pipes, /dev/stdin
        }
        return decode(bytes, problems);
    }

    /** The text of these bytes, unless they are too many or no text. */
    public static Optional<String> decode(byte[] bytes, Problems problems) {
        if (bytes.length > MAX_BYTES) {
            problems.add(0, "", "bigger than 1 MiB");
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return Optional.of(text.toString());
        } catch (CharacterCodingException e) {
            problems.add(0, "", "not UTF-8");
            return Optional.empty();
        }
    }

    /** The root; empty if there is nothing in the text or if it is no YAML, which is a problem. */
    public static Optional<Value> parse(String text, Problems problems) {
        if (text.length() > MAX_BYTES) {
            problems.add(0, "", "bigger than 1 MiB");
            return Optional.empty();
        }
        try {
            Node root = yaml().compose(new StringReader(text));
            return Optional.ofNullable(root).map(node -> new Value("", node, problems));
        } catch (MarkedYAMLException e) {
            problems.add(line(e), "", "not YAML: " + reason(e));
        } catch (ReaderException e) {
            var before = text.substring(0, Math.min(e.getPosition(), text.length()));
            var line = (int) before.chars().filter(c -> c == '\n').count() + 1;
            problems.add(line, "", "not YAML: a character that is not printable");
        } catch (YAMLException e) {
            problems.add(0, "", "refused: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static Yaml yaml() {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_BYTES);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    private static int line(MarkedYAMLException e) {
        var mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        return mark == null ? 0 : mark.getLine() + 1;
    }

    private static String reason(MarkedYAMLException e) {
        var problem = e.getProblem() == null ? "cannot be read" : e.getProblem();
        return e.getContext() == null ? problem : e.getContext() + ", " + problem;
    }
}
