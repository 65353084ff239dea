/** Restart loops, long Pending, long Terminating and out-of-memory patterns as somebody would write them with Flink. */
@NullMarked
package io.podtide.bench.flink;

import org.jspecify.annotations.NullMarked;
