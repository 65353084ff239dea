/** What is told and when: a state machine without clock, Kafka or HTTP. */
@NullMarked
package io.podtide.alerts.calm;

import org.jspecify.annotations.NullMarked;
