/** Recordings of real failures, and what must come of them. */
package io.podtide.cli.scenario;
