package io.podtide.detect.rule;

import java.time.Instant;

/**
 * Incidents nobody wants to be told of for a while. They are still found and written, and say that they are muted.
 *
 * @param match whose
 * @param until from then on they are heard of again; no mute is for ever
 * @param owner who answers for it
 * @param reason why, for whoever finds it
 */
public record Mute(Match match, Instant until, String owner, String reason) {}
