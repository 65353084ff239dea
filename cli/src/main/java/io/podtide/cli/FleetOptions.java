package io.podtide.cli;

import io.podtide.ingest.fleet.ContextSelection;
import io.podtide.ingest.fleet.FleetSource;
import io.podtide.ingest.fleet.KubeconfigContexts;
import io.podtide.ingest.fleet.KubeconfigDirectory;
import io.podtide.ingest.fleet.Member;
import io.podtide.ingest.fleet.Naming;
import io.podtide.ingest.fleet.Plan;
import io.podtide.ingest.watch.ClusterAccess;
import io.podtide.ingest.watch.KubeconfigFiles;
import io.podtide.ingest.watch.NoKubeconfigException;
import io.podtide.ingest.watch.ServiceAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Mixin: which clusters, in kubectl's words as far as it has them. */
@Command
final class FleetOptions {

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Contexts to watch, again and again; * and ? stand for others. The current one otherwise.")
    private List<String> contexts = List.of();

    @Option(names = "--all-contexts", description = "Every context there is.")
    private boolean allContexts;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Instead of KUBECONFIG or ~/.kube/config; may be given again.")
    private List<Path> kubeconfigs = List.of();

    @Option(
            names = "--kubeconfig-dir",
            paramLabel = "DIR",
            description = "Every file in it is a kubeconfig; may come, change and go while this runs.")
    private @Nullable Path directory;

    @Option(
            names = "--in-cluster",
            description = "The cluster of our own pod, with its service account. So without it, where there is no"
                    + " kubeconfig.")
    private boolean inCluster;

    @Option(
            names = "--name-by",
            paramLabel = "cluster|context|file",
            defaultValue = "cluster",
            description = "What names a cluster in the fleet: its name in the kubeconfig, its context, or the file"
                    + " (default: ${DEFAULT-VALUE}).")
    private Naming naming = Naming.CLUSTER;

    @Option(
            names = "--cluster-name",
            paramLabel = "NAME",
            defaultValue = "${env:PODTIDE_CLUSTER_NAME}",
            description = "Name of the cluster in the fleet, where there is one. Also PODTIDE_CLUSTER_NAME.")
    private @Nullable String clusterName;

    /** @throws NoKubeconfigException where what the command line names is not there, or not unambiguous */
    FleetSource source() {
        var named = named();
        var plan = FleetSource.all(named).plan().withUniqueNames(Map.of());
        if (!plan.problems().isEmpty()) {
            throw new NoKubeconfigException(String.join("; ", plan.problems()));
        }
        var all = new ArrayList<>(named);
        if (directory != null) {
            if (!Files.isDirectory(directory)) {
                throw new NoKubeconfigException("There is no directory " + directory);
            }
            all.add(new KubeconfigDirectory(directory, selection(), naming));
        }
        return renamed(all, plan);
    }

    /** Those that have to be there from the beginning. */
    private List<FleetSource> named() {
        var sources = new ArrayList<FleetSource>();
        kubeconfigs.forEach(file -> sources.add(new KubeconfigContexts(file, selection(), naming)));
        var pod = ServiceAccount.ofOwnPod();
        if (inCluster && pod == null) {
            throw new NoKubeconfigException("--in-cluster: this is no pod with a service account (no"
                    + " KUBERNETES_SERVICE_HOST, or no token is mounted)");
        }
        var hasKubeconfig = !KubeconfigFiles.of(null).paths().isEmpty();
        if (pod != null && (inCluster || (isDefault() && !hasKubeconfig))) {
            sources.add(ownCluster(pod));
        } else if (isDefault() && hasKubeconfig) {
            sources.add(new KubeconfigContexts(null, selection(), naming));
        } else if (isDefault()) {
            throw new NoKubeconfigException("No kubeconfig: neither $KUBECONFIG nor ~/.kube/config names a cluster."
                    + " Name one with --kubeconfig, or see that `kubectl get pods` works");
        }
        return sources;
    }

    /** A cluster is named, or is there without being named. */
    boolean isAny() {
        return !isDefault()
                || !contexts.isEmpty()
                || allContexts
                || !KubeconfigFiles.of(null).paths().isEmpty()
                || ServiceAccount.ofOwnPod() != null;
    }

    /** Where the clusters are is not said. */
    private boolean isDefault() {
        return !inCluster && kubeconfigs.isEmpty() && directory == null;
    }

    /** What is watched is the cluster of the pod we run in, and no other. */
    boolean isOwnClusterOnly() {
        var isAlone = kubeconfigs.isEmpty() && directory == null;
        return ServiceAccount.ofOwnPod() != null
                && isAlone
                && (inCluster || KubeconfigFiles.of(null).paths().isEmpty());
    }

    private FleetSource ownCluster(ServiceAccount pod) {
        if (!isNamed()) {
            throw new NoKubeconfigException("Nothing in a pod names its cluster: give it a name that is unique in the"
                    + " fleet, with --cluster-name or PODTIDE_CLUSTER_NAME");
        }
        var access = new ClusterAccess(null, null, clusterName, pod);
        return FleetSource.of(new Member(String.valueOf(clusterName), access, pod.server(), "our own pod"));
    }

    private FleetSource renamed(List<FleetSource> sources, Plan named) {
        var all = FleetSource.all(sources);
        if (!isNamed() || inCluster) {
            return all;
        }
        if (directory != null
                || allContexts
                || contexts.size() > 1
                || named.members().size() > 1) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--cluster-name (or PODTIDE_CLUSTER_NAME) names one cluster; --name-by cluster, context or file"
                            + " names many");
        }
        return all.named(String.valueOf(clusterName));
    }

    private boolean isNamed() {
        return clusterName != null && !clusterName.isEmpty();
    }

    private ContextSelection selection() {
        return new ContextSelection(contexts, allContexts);
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("not mixed into a command");
        }
        return spec;
    }
}
