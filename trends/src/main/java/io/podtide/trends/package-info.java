/** The history: incidents and occurrences of months in a database, and what can be asked of them. */
@NullMarked
package io.podtide.trends;

import org.jspecify.annotations.NullMarked;
