package io.podtide.ingest.watch;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the kubeconfig that kubectl would use, and says so when there is none. */
final class Kubeconfig {

    /** What {@link Config} has for a server when nothing names one. */
    private static final String NOWHERE = "kubernetes.default.svc";

    private Kubeconfig() {}

    static Config read(ClusterAccess access) {
        var config = access.kubeconfig() == null ? discovered(access) : fromFile(access);
        var context = config.getCurrentContext();
        if (access.context() != null && (context == null || !access.context().equals(context.getName()))) {
            throw new NoKubeconfigException("There is no context " + access.context()
                    + " in the kubeconfig. Those it has: " + names(config.getContexts()));
        }
        if (context == null && config.getMasterUrl().contains(NOWHERE) && !isInCluster(config)) {
            throw new NoKubeconfigException("No kubeconfig: neither $KUBECONFIG nor ~/.kube/config names a cluster."
                    + " Name one with --kubeconfig, or see that `kubectl get pods` works");
        }
        return config;
    }

    private static Config fromFile(ClusterAccess access) {
        var file = Objects.requireNonNull(access.kubeconfig());
        if (!Files.isReadable(file)) {
            throw new NoKubeconfigException("The kubeconfig " + file + " does not exist or cannot be read");
        }
        try {
            return Config.fromKubeconfig(access.context(), file.toFile());
        } catch (RuntimeException e) {
            // Of whatever kind the client's YAML parser throws, and without its message: that quotes the file.
            throw new NoKubeconfigException("The kubeconfig " + file + " is none: it cannot be parsed");
        }
    }

    private static Config discovered(ClusterAccess access) {
        try {
            return Config.autoConfigure(access.context());
        } catch (RuntimeException e) {
            throw new NoKubeconfigException("The kubeconfig that kubectl would use cannot be parsed");
        }
    }

    private static boolean isInCluster(Config config) {
        return config.getOauthToken() != null || config.getAutoOAuthToken() != null;
    }

    static String clusterName(Config config, ClusterAccess access) {
        if (access.name() != null) {
            return access.name();
        }
        var context = config.getCurrentContext();
        if (context == null || context.getContext() == null) {
            // A default would be the same in every cluster of the fleet, and mix them up.
            throw new NoKubeconfigException("Nothing names this cluster: give it a name that is unique in the fleet");
        }
        return context.getContext().getCluster();
    }

    private static String names(@Nullable List<NamedContext> contexts) {
        return contexts == null || contexts.isEmpty()
                ? "none"
                : contexts.stream().map(NamedContext::getName).sorted().collect(Collectors.joining(", "));
    }
}
