/** Many clusters in one process: which there are, and that none of them troubles another. */
@NullMarked
package io.podtide.ingest.fleet;

import org.jspecify.annotations.NullMarked;
