/** Stories of clusters, pods and Events to test detection with. */
@NullMarked
package io.podtide.detect.scenario;

import org.jspecify.annotations.NullMarked;
