/** Follows nodes: is one of them not heard of any more? */
@NullMarked
package io.podtide.detect.node;

import org.jspecify.annotations.NullMarked;
