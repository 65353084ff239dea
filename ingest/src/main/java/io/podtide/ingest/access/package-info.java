/** The way to an API server: credentials and certificates that are changed while we run, and HTTP with few threads. */
@NullMarked
package io.podtide.ingest.access;

import org.jspecify.annotations.NullMarked;
