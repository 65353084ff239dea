/** Objects as no API server should send them, and what some send all the same. */
package io.podtide.cli.fuzz;
