package io.podtide.cli;

import io.podtide.ingest.lease.ElectionListener;
import io.podtide.ingest.lease.LeaderElection;
import io.podtide.ingest.lease.LeaderElection.Work;
import io.podtide.ingest.lease.Leadership;
import io.podtide.ingest.lease.LeaseSettings;
import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.KubeConnection;
import io.podtide.ingest.watch.WatchStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Mixin: whether several processes share a cluster. */
@Command
final class LeaseOptions {

    /** Of the service account that the kubelet gives to a pod. */
    private static final Path OWN_NAMESPACE = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/namespace");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    @Option(
            names = "--lease",
            negatable = true,
            description = "Several processes share a cluster: a Lease in it decides which one works."
                    + " The default in a pod that watches its own cluster, and with --lease-namespace.")
    private @Nullable Boolean lease;

    @Option(
            names = "--lease-namespace",
            paramLabel = "NAMESPACE",
            converter = PlainName.OfKubernetes.class,
            description = "Where the Lease is, in the watched cluster; in a pod its own namespace otherwise.")
    private @Nullable String namespace;

    @Option(
            names = "--lease-name",
            paramLabel = "NAME",
            defaultValue = LeaseSettings.NAME,
            converter = PlainName.OfKubernetes.class,
            description = "Default: ${DEFAULT-VALUE}.")
    private String name = LeaseSettings.NAME;

    /**
     * Null without a Lease.
     *
     * @param ownCluster the cluster is that of the pod we run in
     */
    @Nullable
    LeaseSettings settings(boolean ownCluster) throws IOException {
        var inPod = ownCluster && Files.exists(OWN_NAMESPACE);
        boolean wanted = lease == null ? namespace != null || inPod : lease;
        return wanted ? LeaseSettings.of(namespace(inPod), name, host()) : null;
    }

    /** Works until the thread is interrupted: at once without a Lease, else whenever we have it. */
    static void run(@Nullable LeaseSettings settings, KubeConnection connection, ElectionListener listener, Work work)
            throws InterruptedException, ExecutionException {
        if (settings == null) {
            work.run(Leadership.ALONE);
        } else {
            new LeaderElection(connection, settings, Clock.systemUTC(), listener).run(work);
        }
    }

    /** For people, and for who asks after the health of a cluster. */
    static ElectionListener told(Console console, WatchStatus status) {
        return new ElectionListener() {
            @Override
            public void note(String text) {
                console.note("ingest: " + text);
            }

            @Override
            public void standsBy() {
                status.standsBy();
            }

            @Override
            public void failed(ClusterException problem) {
                status.leaseFailed(problem);
            }
        };
    }

    private String namespace(boolean inPod) throws IOException {
        if (namespace != null) {
            return namespace;
        }
        if (!inPod && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "--lease needs to know where the Lease is: add --lease-namespace NAMESPACE");
        }
        return Files.readString(OWN_NAMESPACE).strip();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown-host";
        }
    }
}
