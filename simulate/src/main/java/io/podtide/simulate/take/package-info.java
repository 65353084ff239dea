/** What was recorded, with places for all that differs from one showing to the next: names, uids, times and versions. */
@NullMarked
package io.podtide.simulate.take;

import org.jspecify.annotations.NullMarked;
