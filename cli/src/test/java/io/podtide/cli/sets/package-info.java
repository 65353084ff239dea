/** Snapshots of other projects, with what those projects say of them. */
package io.podtide.cli.sets;
