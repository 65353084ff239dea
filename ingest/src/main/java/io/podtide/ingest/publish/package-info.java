/** How observations get to Kafka: acknowledged, in order, and with back-pressure. */
@NullMarked
package io.podtide.ingest.publish;

import org.jspecify.annotations.NullMarked;
