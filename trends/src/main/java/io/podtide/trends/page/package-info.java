/** The page that shows the history: static files, which ask the API. */
@NullMarked
package io.podtide.trends.page;

import org.jspecify.annotations.NullMarked;
