/** What a receiver is handed, in words. */
@NullMarked
package io.podtide.alerts.message;

import org.jspecify.annotations.NullMarked;
