/** Where a simulated fleet is written to. */
@NullMarked
package io.podtide.cli.simulate;

import org.jspecify.annotations.NullMarked;
