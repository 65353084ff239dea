/** Kafka goes away while a cluster goes on: against a real broker, which is stopped and started again. */
package io.podtide.cli.away;
