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
import org.jspecify.annotations.Nullable;

/** Finds in a recorded object what differs from one showing to the next. */
final class TextCompiler {

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern EVENT_NAME = Pattern.compile("(.+\\.)([0-9a-f]{16})");
    private static final String VERSION = "/metadata/resourceVersion";

    private final Names names;
    private final Span span;
    /** An Event of an owner, about one of several pods; null otherwise. */
    private final @Nullable JsonNode shared;

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

    private TextCompiler(Names names, Span span, @Nullable JsonNode shared) {
        this.names = names;
        this.span = span;
        this.shared = shared;
    }

    static Text compile(JsonNode object, Names names, Span span) {
        return compile(object, new TextCompiler(names, span, null));
    }

    /** Of an Event of what owns a pod: it has a name of its own, and the owner is the same for all of its pods. */
    static Text compileShared(JsonNode event, Names names, Span span) {
        return compile(event, new TextCompiler(names, span, event));
    }

    private static Text compile(JsonNode object, TextCompiler compiler) {
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
        var eventName = EVENT_NAME.matcher(text);
        if (path.equals(VERSION)) {
            add(new Piece.Version());
        } else if (shared != null && path.equals("/involvedObject/uid")) {
            int owner = names.part(shared.at("/involvedObject/name").textValue());
            add(new Piece.UidOf(UUID.fromString(text), owner));
        } else if (shared != null && path.equals("/metadata/name") && eventName.matches()) {
            words(eventName.group(1));
            long nanos = Long.parseUnsignedLong(eventName.group(2), 16);
            var uid = UUID.fromString(shared.at("/metadata/uid").textValue());
            add(new Piece.Moment(span.piece(Instant.ofEpochMilli(nanos / 1_000_000), true), uid));
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
