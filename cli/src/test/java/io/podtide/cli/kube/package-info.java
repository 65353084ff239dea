/** A cluster for tests, and what it takes to be let in. */
package io.podtide.cli.kube;
