/** The database: its schema, the writer that fills it exactly once, what it keeps and for how long. */
@NullMarked
package io.podtide.trends.store;

import org.jspecify.annotations.NullMarked;
