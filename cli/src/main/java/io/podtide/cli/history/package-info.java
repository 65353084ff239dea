/** Questions to the history from the command line: over HTTP or of the database itself. */
@NullMarked
package io.podtide.cli.history;

import org.jspecify.annotations.NullMarked;
