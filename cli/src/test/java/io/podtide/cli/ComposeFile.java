package io.podtide.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as Compose reads it where the environment says nothing. */
public record ComposeFile(JsonNode json) {

    static final Path ROOT = Path.of("..");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\w+:-([^}]*)}");

    public static ComposeFile read() throws IOException {
        var text = VARIABLE.matcher(Files.readString(ROOT.resolve("docker-compose.yml")))
                .replaceAll("$1");
        Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text); // knows merge keys
        return new ComposeFile(new ObjectMapper().valueToTree(yaml));
    }

    public Map<String, Service> services() {
        var services = new LinkedHashMap<String, Service>();
        json.path("services").properties().forEach(one -> services.put(one.getKey(), new Service(one.getValue())));
        return services;
    }

    /**
     * What runs in containers of one kind.
     *
     * @param json with anchors and merge keys resolved
     */
    public record Service(JsonNode json) {

        boolean isPodtide() {
            return image().equals("podtide");
        }

        String image() {
            return json.path("image").asText();
        }

        List<String> command() {
            return texts(json.path("command"));
        }

        List<String> profiles() {
            return texts(json.path("profiles"));
        }

        public Map<String, String> environment() {
            var all = new LinkedHashMap<String, String>();
            json.path("environment")
                    .properties()
                    .forEach(one -> all.put(one.getKey(), one.getValue().asText()));
            return all;
        }

        List<Mount> mounts() {
            var mounts = new ArrayList<Mount>();
            json.path("volumes").forEach(one -> mounts.add(Mount.of(one)));
            return mounts;
        }

        List<String> ports() {
            return texts(json.path("ports"));
        }

        private static List<String> texts(JsonNode list) {
            var texts = new ArrayList<String>();
            list.forEach(one -> texts.add(one.asText()));
            return texts;
        }
    }

    /** @param source a path, or the name of a volume */
    record Mount(String source, String target) {

        /** @param json in the short form, or in the long one */
        static Mount of(JsonNode json) {
            if (json.isObject()) {
                return new Mount(
                        json.path("source").asText(), json.path("target").asText());
            }
            var parts = json.asText().split(":", -1);
            return new Mount(parts[0], parts[1]);
        }

        boolean isVolume() {
            return !source.contains("/");
        }
    }
}
