/** What the desk knows, on its topic. */
@NullMarked
package io.podtide.alerts.state;

import org.jspecify.annotations.NullMarked;
