package io.podtide.ingest.watch;

/**
 * A context of a kubeconfig.
 *
 * @param cluster the name the kubeconfig has for the cluster
 * @param server empty where the kubeconfig names none
 * @param current it is the one that kubectl would use
 */
public record KubeContext(String name, String cluster, String server, boolean current) {}
