package io.podtide.wire.topic;

import org.apache.kafka.common.serialization.Serde;

/** A topic and what is in its records. */
public record Topic<K, V>(String name, Serde<K> keySerde, Serde<V> valueSerde) {}
