/** The product: one incident per failure, with its life from opening to resolution. */
@NullMarked
package io.podtide.detect.incident;

import org.jspecify.annotations.NullMarked;
