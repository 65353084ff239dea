package io.podtide.ingest.kube;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * {@code metadata} of a List.
 *
 * @param resourceVersion from where to watch on
 * @param next the {@code continue} token of the next page, empty on the last one
 */
public record ListMeta(String resourceVersion, String next) {

    static ListMeta of(JsonNode metadata) {
        return new ListMeta(
                metadata.path("resourceVersion").asText(""),
                metadata.path("continue").asText(""));
    }
}
