package io.podtide.simulate.take;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds in a recorded object what differs from one showing to the next. */
final class TextCompiler {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String VERSION = "/metadata/resourceVersion";

    private final Names names;
    private final Span span;

    private final List<Piece> pieces = new ArrayList<>();
    private final ByteArrayOutputStream fixed = new ByteArrayOutputStream();

    /**
     * When the take began and when what was recorded before its end had been told. Times up to {@code held} are those of the
     * begin, later ones those of the end.
     */
    record Span(Instant began, Instant held, Instant ended) {

        /** Held until the end begins; a time to the second may be of the end's first moment. */
        static Span until(Instant began, Instant ended) {
            return new Span(began, ended.truncatedTo(ChronoUnit.SECONDS).minusMillis(1), ended);
        }

        Piece.Time piece(Instant at, boolean fraction) {
            return at.isAfter(held)
                    ? new Piece.Time(Act.END, at.toEpochMilli() - ended.toEpochMilli(), fraction)
                    : new Piece.Time(Act.BEGIN, at.toEpochMilli() - began.toEpochMilli(), fraction);
        }
    }

    private TextCompiler(Names names, Span span) {
        this.names = names;
        this.span = span;
    }

    static Text compile(JsonNode object, Names names, Span span) {
        var compiler = new TextCompiler(names, span);
        compiler.value(object, "");
        compiler.flush();
        return new Text(compiler.pieces);
    }

    private void value(JsonNode value, String path) {
        if (value.isObject()) {
            object(value, path);
        } else if (value.isArray()) {
            array(value, path);
        } else if (value.isTextual()) {
            quoted(value.textValue(), path);
        } else {
            write(value.toString());
        }
    }

    private void object(JsonNode object, String path) {
        var before = "{";
        for (var field : object.properties()) {
            write(before);
            write('"' + escape(field.getKey()) + "\":");
            value(field.getValue(), path + '/' + field.getKey());
            before = ",";
        }
        write(object.isEmpty() ? "{}" : "}");
    }

    private void array(JsonNode array, String path) {
        var before = "[";
        for (var item : array) {
            write(before);
            value(item, path);
            before = ",";
        }
        write(array.isEmpty() ? "[]" : "]");
    }

    private void quoted(String text, String path) {
        write("\"");
        var time = TIME.matcher(text);
        if (path.equals(VERSION)) {
            add(new Piece.Version());
        } else if (time.matches()) {
            add(span.piece(Instant.parse(text), time.group(1) != null));
        } else {
            uids(text);
        }
        write("\"");
    }

    private void uids(String text) {
        var found = UID.matcher(text);
        int from = 0;
        while (found.find()) {
            words(text.substring(from, found.start()));
            add(new Piece.Uid(UUID.fromString(found.group())));
            from = found.end();
        }
        words(text.substring(from));
    }

    private void words(String text) {
        var found = names.in(text);
        int from = 0;
        while (found.find()) {
            write(escape(text.substring(from, found.start())));
            add(new Piece.Name(names.part(found.group())));
            from = found.end();
        }
        write(escape(text.substring(from)));
    }

    private void add(Piece piece) {
        flush();
        pieces.add(piece);
    }

    private void flush() {
        if (fixed.size() > 0) {
            pieces.add(new Piece.Fixed(fixed.toByteArray()));
            fixed.reset();
        }
    }

    private void write(String json) {
        fixed.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String escape(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
