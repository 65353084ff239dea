package io.podtide.wire.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** What a registry said. */
record RegistryAnswer(URI uri, int status, JsonNode body) {

    boolean ok() {
        return status / 100 == 2;
    }

    /** A 404 with one of Confluent's codes; without a code it comes from something that is no registry. */
    boolean notFound() {
        return status == 404 && body.path("error_code").intValue() / 100 == 404;
    }

    /** The body of an answer that is needed. */
    JsonNode required(String purpose) {
        if (ok()) {
            return body;
        }
        throw failure(purpose);
    }

    /** An answer that says yes and makes no sense. */
    SchemaRegistryException senseless(String purpose) {
        return new SchemaRegistryException(
                "Not the answer of a schema registry: " + uri + " answered " + status + " when asked " + purpose);
    }

    private SchemaRegistryException failure(String purpose) {
        var message = body.path("message").asText("");
        var hint = status == 401 || status == 403 ? "; see " + RegistryAddress.USER_INFO : "";
        return new SchemaRegistryException("The schema registry at " + uri + " answered " + status
                + (message.isEmpty() ? "" : " (" + message + ")") + " when asked " + purpose + hint);
    }
}
