@NullMarked
package io.podtide.simulate.fleet;

import org.jspecify.annotations.NullMarked;
