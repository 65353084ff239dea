/** What a role says of itself over HTTP: whether it lives, whether it is ready, how it is, and figures. */
@NullMarked
package io.podtide.health;

import org.jspecify.annotations.NullMarked;
