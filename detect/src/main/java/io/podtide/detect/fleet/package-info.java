/** The third stage, correlate-fleet: finds what workloads' incidents have in common. */
@NullMarked
package io.podtide.detect.fleet;

import org.jspecify.annotations.NullMarked;
