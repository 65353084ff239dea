package io.podtide.detect.observation;

import java.util.SortedMap;

/**
 * Keys of all that belongs to a cluster begin with its name and a slash. Clouds and kubeconfigs have names with slashes in them
 * ({@code arn:aws:eks:eu-west-1:1234:cluster/prod}), at which no key may be cut: in a key they are written {@code %2F}, and a
 * percent sign is {@code %25}. Other names stand as they are.
 */
public final class ClusterKey {

    private ClusterKey() {}

    /** The name and what follows it. */
    public static String of(String cluster, String rest) {
        return part(cluster) + '/' + rest;
    }

    /** The name as it stands in keys. */
    public static String part(String cluster) {
        return cluster.indexOf('/') < 0 && cluster.indexOf('%') < 0 // as most
                ? cluster
                : cluster.replace("%", "%25").replace("/", "%2F");
    }

    /** What the keys of one cluster begin with, and those of no other. */
    public static String prefix(String cluster) {
        return part(cluster) + '/';
    }

    /** What a map has of one cluster. */
    public static <V> SortedMap<String, V> ofCluster(String cluster, SortedMap<String, V> all) {
        var part = part(cluster);
        return all.subMap(part + '/', part + '0'); // which follows the slash
    }

    /** The name of the cluster that a key begins with, or is. */
    public static String cluster(String key) {
        int end = key.indexOf('/');
        var part = end < 0 ? key : key.substring(0, end);
        return part.indexOf('%') < 0 ? part : part.replace("%2F", "/").replace("%25", "%");
    }

    /** What follows the name. */
    public static String rest(String key) {
        return key.substring(key.indexOf('/') + 1);
    }
}
