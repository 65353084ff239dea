/** The first stage, track-pods: follows one pod through time and says what it shows. */
@NullMarked
package io.podtide.detect.pod;

import org.jspecify.annotations.NullMarked;
