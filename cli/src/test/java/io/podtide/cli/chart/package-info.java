/** The Helm chart and the manifests for Strimzi, against Kubernetes' own models and our own code. */
package io.podtide.cli.chart;
