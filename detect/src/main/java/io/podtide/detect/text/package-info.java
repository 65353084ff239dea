/** How durations and counts are put into words. */
@NullMarked
package io.podtide.detect.text;

import org.jspecify.annotations.NullMarked;
