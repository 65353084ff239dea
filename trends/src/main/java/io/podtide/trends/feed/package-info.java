/** From the topics into the database. */
@NullMarked
package io.podtide.trends.feed;

import org.jspecify.annotations.NullMarked;
