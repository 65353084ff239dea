/** How state, memory and times grow with the number of pods. */
@NullMarked
package io.podtide.bench.scale;

import org.jspecify.annotations.NullMarked;
