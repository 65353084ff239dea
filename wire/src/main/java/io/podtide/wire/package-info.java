/** What goes over Kafka and how: values as records, JSON of incidents, connection settings. */
@NullMarked
package io.podtide.wire;

import org.jspecify.annotations.NullMarked;
