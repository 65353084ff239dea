/** Where schema ids come from: a registry, or the ids fixed in our own release, served like a registry's. */
@NullMarked
package io.podtide.wire.registry;

import org.jspecify.annotations.NullMarked;
