/** What one pod shows: onset, clearing and single occurrences of a symptom. */
@NullMarked
package io.podtide.detect.symptom;

import org.jspecify.annotations.NullMarked;
