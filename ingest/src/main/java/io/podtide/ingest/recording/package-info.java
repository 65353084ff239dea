/** Files instead of a cluster: recordings of watches, played with their own time, and snapshots of a moment. */
@NullMarked
package io.podtide.ingest.recording;

import org.jspecify.annotations.NullMarked;
