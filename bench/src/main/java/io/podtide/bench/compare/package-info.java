/** Podtide and Prometheus with the alerts of kubernetes-mixin, watching the same simulated fleet: what they find, and what they cost. */
@NullMarked
package io.podtide.bench.compare;

import org.jspecify.annotations.NullMarked;
