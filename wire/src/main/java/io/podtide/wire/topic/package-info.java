/** The catalogue of topics, and their creation. */
@NullMarked
package io.podtide.wire.topic;

import org.jspecify.annotations.NullMarked;
