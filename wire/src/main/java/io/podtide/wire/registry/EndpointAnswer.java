package io.podtide.wire.registry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.Schema;

/** What the endpoint says, in the words and with the codes of Confluent's registry, which clients tell cases apart by. */
record EndpointAnswer(int status, String body) {

    static EndpointAnswer ok(Object json) {
        return new EndpointAnswer(200, json.toString());
    }

    static EndpointAnswer noSuchSubject(String subject) {
        return error(404, 40401, "Subject '" + subject + "' not found.");
    }

    static EndpointAnswer noSuchVersion(int version) {
        return error(404, 40402, "Version " + version + " not found.");
    }

    static EndpointAnswer noSuchSchema() {
        return error(404, 40403, "Schema not found");
    }

    static EndpointAnswer noSuchPath() {
        return error(404, 404, "HTTP 404 Not Found");
    }

    static EndpointAnswer notASchema() {
        return error(422, 42201, "Input is not an Avro schema");
    }

    static EndpointAnswer notAVersion(String text) {
        return error(
                422,
                42202,
                "The specified version '" + text + "' is not a valid version id. Allowed: 1 and up, latest");
    }

    static EndpointAnswer readOnly() {
        return error(405, 405, "These schemas are those of a Podtide release and cannot be changed");
    }

    static EndpointAnswer failed() {
        return error(500, 50001, "Internal error");
    }

    /** Confluent names a schema's type only where it is not Avro. */
    static EndpointAnswer version(ReleasedSchema released) {
        return ok(object().put("subject", released.subject())
                .put("version", released.version())
                .put("id", released.id())
                .put("schema", released.schema().toString()));
    }

    static EndpointAnswer schema(Schema schema) {
        return ok(object().put("schema", schema.toString()));
    }

    private static EndpointAnswer error(int status, int code, String message) {
        return new EndpointAnswer(
                status, object().put("error_code", code).put("message", message).toString());
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
