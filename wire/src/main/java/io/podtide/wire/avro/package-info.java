/** Values of detect to and from the Avro classes that stand for them on topics and in state stores. */
@NullMarked
package io.podtide.wire.avro;

import org.jspecify.annotations.NullMarked;
