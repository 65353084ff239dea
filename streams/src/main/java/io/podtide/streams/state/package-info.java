/** How the states of the detectors stand in stores. */
@NullMarked
package io.podtide.streams.state;

import org.jspecify.annotations.NullMarked;
