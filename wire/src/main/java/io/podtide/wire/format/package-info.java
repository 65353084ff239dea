/** Avro as bytes: the Confluent wire format, and reading of Avro's single-object encoding. */
@NullMarked
package io.podtide.wire.format;

import org.jspecify.annotations.NullMarked;
