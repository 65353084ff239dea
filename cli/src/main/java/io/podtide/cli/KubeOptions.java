package io.podtide.cli;

import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.KubeConnection;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mixin: which cluster, in kubectl's words. */
@Command
final class KubeOptions {

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig; the current one otherwise.")
    private @Nullable String context;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "Instead of KUBECONFIG or ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            description = "Name of the cluster in the fleet; that of the kubeconfig otherwise.")
    private @Nullable String clusterName;

    /** There is a kubeconfig, or somebody asked for one. */
    boolean isConfigured() {
        if (kubeconfig != null || context != null) {
            return true;
        }
        var variable = System.getenv("KUBECONFIG");
        return (variable != null && !variable.isEmpty())
                ? Arrays.stream(variable.split(File.pathSeparator)).anyMatch(f -> Files.exists(Path.of(f)))
                : Files.exists(Path.of(System.getProperty("user.home"), ".kube", "config"));
    }

    /** @throws io.podtide.ingest.watch.NoKubeconfigException where nothing says how to reach the cluster */
    KubeConnection connect() {
        return KubeConnection.open(new ClusterAccess(kubeconfig, context, clusterName));
    }
}
