/** The whole of Podtide against a real Kafka: recordings in, incidents out, and all that can go wrong in between. */
package io.podtide.cli.e2e;
