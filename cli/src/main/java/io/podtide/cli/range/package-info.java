/** Stretches of the topics of observations, in the order of time. */
@NullMarked
package io.podtide.cli.range;

import org.jspecify.annotations.NullMarked;
