/** What all stages share: a step from one state to the next, and an index of deadlines. */
@NullMarked
package io.podtide.detect.state;

import org.jspecify.annotations.NullMarked;
