/** The second stage, assemble-incidents: makes the symptoms of a workload's pods into incidents. */
@NullMarked
package io.podtide.detect.workload;

import org.jspecify.annotations.NullMarked;
