/** The rules of the game: what is seen of clusters goes in, incidents come out. Pure; depends on the JDK only. */
@NullMarked
package io.podtide.detect;

import org.jspecify.annotations.NullMarked;
