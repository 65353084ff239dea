/** Who shows what and when: nodes, services, jobs, drains and failures of one cluster, and all clusters in the order of time. */
@NullMarked
package io.podtide.simulate.fleet;

import org.jspecify.annotations.NullMarked;
