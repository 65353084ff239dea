package io.podtide.ingest.kube;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How API objects are read and written: unknown fields skipped, what is absent or null empty, nothing absent written. */
final class KubeJson {

    static final JsonMapper MAPPER = mapper();

    private KubeJson() {}

    private static JsonMapper mapper() {
        var emptyForNull = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        return JsonMapper.builder()
                .annotationIntrospector(new SkipsUnknown())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_DEFAULT, JsonInclude.Include.USE_DEFAULTS))
                .withConfigOverride(String.class, o -> o.setSetterInfo(emptyForNull))
                .withConfigOverride(List.class, o -> o.setSetterInfo(emptyForNull.withContentNulls(Nulls.SKIP)))
                .withConfigOverride(Map.class, o -> o.setSetterInfo(emptyForNull.withContentNulls(Nulls.SKIP)))
                .addModule(new SimpleModule()
                        .addDeserializer(Instant.class, new KubeTime())
                        .addSerializer(Instant.class, ToStringSerializer.instance))
                .build();
    }

    /** Without it Jackson collects what a record does not know, the field managers' half of a pod, before it drops it. */
    @SuppressWarnings("serial") // Jackson's base class is Serializable; nobody serializes a mapper.
    private static final class SkipsUnknown extends JacksonAnnotationIntrospector {
        @Override
        public JsonIgnoreProperties.Value findPropertyIgnoralByName(MapperConfig<?> config, Annotated a) {
            return super.findPropertyIgnoralByName(config, a).withIgnoreUnknown();
        }
    }
}
