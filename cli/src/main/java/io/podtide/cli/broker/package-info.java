/** The real Kafka broker of {@code podtide up}: a child process on the loopback address, gone when its parent is gone. */
@NullMarked
package io.podtide.cli.broker;

import org.jspecify.annotations.NullMarked;
