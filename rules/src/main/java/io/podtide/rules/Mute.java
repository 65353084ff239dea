package io.podtide.rules;

import io.podtide.detect.rule.Match;
import java.time.Instant;

/**
 * Incidents nobody wants to hear of for a while. They are still found and written.
 *
 * @param match whose
 * @param until from then on they are heard again; no mute is for ever
 * @param owner who answers for it
 * @param reason why, for whoever finds it
 */
public record Mute(Match match, Instant until, String owner, String reason) {}
