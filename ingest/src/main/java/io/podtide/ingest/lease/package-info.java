/** Which of several ingestors watches a cluster: leader election by a Lease of that cluster. */
@NullMarked
package io.podtide.ingest.lease;

import org.jspecify.annotations.NullMarked;
