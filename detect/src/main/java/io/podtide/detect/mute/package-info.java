/** Of whose incidents nobody wants to be told for a while. */
@NullMarked
package io.podtide.detect.mute;

import org.jspecify.annotations.NullMarked;
