/** Live clusters: lists and watches that survive what networks and API servers do to them. */
@NullMarked
package io.podtide.ingest.watch;

import org.jspecify.annotations.NullMarked;
