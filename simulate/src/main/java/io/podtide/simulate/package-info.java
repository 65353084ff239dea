/** Lines of watch streams that a fleet of clusters would send, made from what real clusters sent. */
@NullMarked
package io.podtide.simulate;

import org.jspecify.annotations.NullMarked;
