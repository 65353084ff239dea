/** What is wrong in a cluster of which there is but one look. */
@NullMarked
package io.podtide.detect.snapshot;

import org.jspecify.annotations.NullMarked;
