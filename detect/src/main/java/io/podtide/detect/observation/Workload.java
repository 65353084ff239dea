package io.podtide.detect.observation;

/**
 * What a pod belongs to, as people name it: a Deployment rather than its ReplicaSet, a CronJob rather than its Job, the pod
 * itself where nothing owns it.
 *
 * @param cluster name of the cluster
 * @param clusterUid UID of the cluster's kube-system namespace, empty when not known (a recording, a snapshot)
 * @param namespace namespace, empty for what has none
 * @param kind Kubernetes kind: {@code Deployment}, {@code StatefulSet}, {@code Job}, {@code Pod} ...
 * @param name name within kind and namespace
 */
public record Workload(String cluster, String clusterUid, String namespace, String kind, String name) {

    /** Record key of everything said about this workload: {@code cluster/namespace/kind/name}. */
    public String key() {
        return ClusterKey.part(cluster) + '/' + namespace + '/' + kind + '/' + name;
    }

    /** For people: {@code Deployment shop/cart}. */
    public String display() {
        return namespace.isEmpty() ? kind + ' ' + name : kind + ' ' + namespace + '/' + name;
    }
}
