package io.podtide.alerts.config;

import java.time.Instant;

/** Incidents nobody is told of for a while; what was told is ended all the same. */
public record AlertMute(IncidentMatch match, Instant until, String owner, String reason) {}
