/** The documentation, held against what there is: its links, its commands, the page that is made from the settings themselves. */
@NullMarked
package io.podtide.cli.docs;

import org.jspecify.annotations.NullMarked;
