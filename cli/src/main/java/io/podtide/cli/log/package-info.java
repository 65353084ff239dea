/** What a person reads on standard error. */
@NullMarked
package io.podtide.cli.log;

import org.jspecify.annotations.NullMarked;
