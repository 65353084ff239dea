/** The whole pipeline as real processes that are killed, put to sleep and cut off, and what must come of it all the same. */
package io.podtide.cli.chaos;
