/** What operators write: who is told of what, when, and where they are reached. */
@NullMarked
package io.podtide.alerts.config;

import org.jspecify.annotations.NullMarked;
