/** What operators write: YAML rules and the catalogue of causes, read into detect's values. */
@NullMarked
package io.podtide.rules;

import org.jspecify.annotations.NullMarked;
