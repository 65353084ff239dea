/** Records a second of the whole topology beside what the same records cost others. */
@NullMarked
package io.podtide.bench.throughput;

import org.jspecify.annotations.NullMarked;
