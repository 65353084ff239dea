/** Thresholds, and the overrides and mutes that change them for some workloads. */
@NullMarked
package io.podtide.detect.rule;

import org.jspecify.annotations.NullMarked;
