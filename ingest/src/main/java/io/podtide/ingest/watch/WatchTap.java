package io.podtide.ingest.watch;

import io.podtide.ingest.recording.Recorded;

/** Sees what a cluster sends before it is made an observation of, one after the other: a recorder. */
@FunctionalInterface
public interface WatchTap {

    WatchTap NONE = recorded -> {};

    void saw(Recorded recorded);
}
