/** Everything in one command: broker, ingest, streams, and the incidents on the screen. */
@NullMarked
package io.podtide.cli.up;

import org.jspecify.annotations.NullMarked;
