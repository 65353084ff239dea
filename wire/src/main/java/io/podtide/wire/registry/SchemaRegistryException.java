package io.podtide.wire.registry;

/** A schema id that cannot be had; the message is for people and names whom we asked for what. */
public final class SchemaRegistryException extends RuntimeException {

    SchemaRegistryException(String message) {
        super(message);
    }

    SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
