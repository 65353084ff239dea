package io.podtide.alerts.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.podtide.detect.incident.Incident;
import io.podtide.wire.IncidentJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is kept, as JSON: the records of {@code calm} by the names of their components, incidents as everywhere. A field that
 * is not known is left out, one that is missing is null, so that versions can be told apart by what they know.
 */
public final class StateJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Incident.class, new Writer())
                    .addDeserializer(Incident.class, new Reader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StateJson() {}

    /** The bytes of a record of {@code calm}, or of a map. */
    public static byte[] write(Object entity) {
        try {
            return MAPPER.writeValueAsString(entity).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written: " + entity.getClass(), e);
        }
    }

    /** @throws IOException if it is none */
    public static <T> T read(byte[] bytes, Class<T> type) throws IOException {
        return MAPPER.readValue(bytes, type);
    }

    /** @throws IOException if it is none */
    static Map<Integer, Long> readOffsets(byte[] bytes) throws IOException {
        return MAPPER.readValue(bytes, new TypeReference<Map<Integer, Long>>() {});
    }

    private static final class Writer extends JsonSerializer<Incident> {
        @Override
        public void serialize(Incident incident, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeTree(IncidentJson.toTree(incident));
        }
    }

    private static final class Reader extends JsonDeserializer<Incident> {
        @Override
        public Incident deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode tree = parser.readValueAsTree();
            return IncidentJson.fromTree(tree);
        }
    }
}
