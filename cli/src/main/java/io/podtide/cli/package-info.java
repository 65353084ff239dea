/** The command {@code podtide}: its subcommands, its options, and how it ends. */
@NullMarked
package io.podtide.cli;

import org.jspecify.annotations.NullMarked;
