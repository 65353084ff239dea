/** Incidents into messages for people: the desk that reads, decides and sends. */
@NullMarked
package io.podtide.alerts;

import org.jspecify.annotations.NullMarked;
