/** The dataflow: a Kafka Streams application of three stages round the detectors. */
@NullMarked
package io.podtide.streams;

import org.jspecify.annotations.NullMarked;
