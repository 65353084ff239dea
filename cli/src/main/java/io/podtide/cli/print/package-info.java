/** How people and programs see incidents: lines, tables and JSON, safe for a terminal. */
@NullMarked
package io.podtide.cli.print;

import org.jspecify.annotations.NullMarked;
