@NullMarked
package io.podtide.simulate.take;

import org.jspecify.annotations.NullMarked;
