/** What is seen of a cluster: pod statuses, Events, and the passing of its time. */
@NullMarked
package io.podtide.detect.observation;

import org.jspecify.annotations.NullMarked;
