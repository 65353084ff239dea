/** The questions: named, tested queries with one way to say of what and of when. */
@NullMarked
package io.podtide.trends.query;

import org.jspecify.annotations.NullMarked;
