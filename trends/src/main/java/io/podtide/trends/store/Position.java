package io.podtide.trends.store;

/**
 * How far a partition has been read.
 *
 * @param topicId of the topic as it was then
 * @param next offset of the first record that has not been read
 */
public record Position(String topic, int partition, String topicId, long next) {}
