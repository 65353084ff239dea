package io.podtide.ingest.watch;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, and how to reach it.
 *
 * @param kubeconfig default: {@code $KUBECONFIG}, then {@code ~/.kube/config}, then the service account of our own pod
 * @param context default: the current one
 * @param name of the cluster in the fleet; default: the name the context has for it
 * @param serviceAccount instead of a kubeconfig
 */
public record ClusterAccess(
        @Nullable Path kubeconfig,
        @Nullable String context,
        @Nullable String name,
        @Nullable ServiceAccount serviceAccount) {

    public static final ClusterAccess CURRENT = new ClusterAccess(null, null, null);

    public ClusterAccess(@Nullable Path kubeconfig, @Nullable String context, @Nullable String name) {
        this(kubeconfig, context, name, null);
    }
}
