package io.podtide.trends.query;

/**
 * A revision as it came.
 *
 * @param seq its place in the order in which revisions were written
 * @param document the incident, JSON
 */
public record Change(long seq, String document) {}
