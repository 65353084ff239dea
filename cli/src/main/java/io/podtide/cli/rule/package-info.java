/** Rule sets on their topic, and files that go there. */
@NullMarked
package io.podtide.cli.rule;

import org.jspecify.annotations.NullMarked;
