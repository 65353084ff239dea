package io.podtide.wire.registry;

import org.apache.kafka.common.KafkaException;

/**
 * A schema id that cannot be had; the message is for people and names whom we asked for what. It is met in serdes, and to those
 * who use them it is as when Kafka itself is away: nothing is wrong with the record.
 */
public final class SchemaRegistryException extends KafkaException {

    SchemaRegistryException(String message) {
        super(message);
    }

    SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
