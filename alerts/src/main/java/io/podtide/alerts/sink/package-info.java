/** Ways to reach people, one file each. */
@NullMarked
package io.podtide.alerts.sink;

import org.jspecify.annotations.NullMarked;
