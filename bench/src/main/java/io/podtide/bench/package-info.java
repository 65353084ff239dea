/** Measures ingest between real processes: a mock API server, the shipped command, and Kafka's own broker. */
@NullMarked
package io.podtide.bench;

import org.jspecify.annotations.NullMarked;
