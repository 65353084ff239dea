package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;

/** Reads a {@link Masked} text. */
@SuppressWarnings("serial") // Jackson's base class is Serializable; nobody serializes a deserializer.
final class MaskedText extends StdDeserializer<String> {

    MaskedText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return Redaction.mask(StringDeserializer.instance.deserialize(parser, context));
    }

    @Override
    public String getNullValue(DeserializationContext context) {
        return "";
    }
}
