package io.podtide.alerts.config;

import io.podtide.detect.incident.Incident.Severity;
import java.time.Duration;

/**
 * Another severity than detection's.
 *
 * @param openFor so long after it was first heard of
 */
public record SeverityRule(IncidentMatch match, Duration openFor, Severity severity) {}
