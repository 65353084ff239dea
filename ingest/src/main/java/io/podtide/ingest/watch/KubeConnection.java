package io.podtide.ingest.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.podtide.ingest.access.ClusterHttp;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one cluster, with the credentials of a kubeconfig context or of our own pod. Not yet a connection. */
public final class KubeConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KubeConnection.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final ClusterHttp http;
    private final String name;
    private final ApiRequests requests;

    private KubeConnection(ClusterHttp http, Config config, ClusterAccess access) {
        this.http = http;
        this.name = Kubeconfig.clusterName(config, access);
        var server = config.getMasterUrl();
        this.requests = new ApiRequests(http, server, new ApiProblems(name, server, login(config)));
        if (config.isTrustCerts()) {
            LOG.warn("nobody verifies who answers, says the kubeconfig (insecure-skip-tls-verify): cluster={}", name);
        }
    }

    private static String login(Config config) {
        var context = config.getCurrentContext();
        return context == null ? "kubectl get pods" : "kubectl --context " + context.getName() + " get pods";
    }

    /**
     * What the kubeconfig says of credentials and certificates is followed for as long as the connection is used; the server
     * stays the one it names now.
     *
     * @throws NoKubeconfigException where nothing says how to reach that cluster
     */
    public static KubeConnection open(ClusterAccess access) {
        var http = new ClusterHttp(() -> ours(Kubeconfig.read(access)), Kubeconfig.files(access));
        return new KubeConnection(http, Kubeconfig.read(access), access);
    }

    static KubeConnection of(Config config, ClusterAccess access) {
        return new KubeConnection(new ClusterHttp(() -> ours(config), List.of()), config, access);
    }

    private static Config ours(Config config) {
        config.setUserAgent("podtide");
        return config;
    }

    /** Name of the cluster in the fleet. */
    public String name() {
        return name;
    }

    public ApiRequests requests() {
        return requests;
    }

    /**
     * Asks the cluster who it is, which also shows that it can be reached and knows us. Where we may not see kube-system, its
     * UID stays empty.
     *
     * @throws ClusterException where it cannot be asked
     */
    public Cluster identify() throws InterruptedException {
        try (var answer = requests.get("api/v1/namespaces/kube-system", "get namespace kube-system", TIMEOUT)) {
            var uid = new ObjectMapper().readTree(answer).path("metadata").path("uid");
            return new Cluster(name, uid.asText());
        } catch (ClusterException e) {
            if (e.kind() == Kind.FORBIDDEN || e.kind() == Kind.MISSING) {
                LOG.warn("the UID of the cluster stays unknown: cluster={} problem=\"{}\"", name, e.getMessage());
                return Cluster.named(name);
            }
            throw e;
        } catch (IOException e) {
            throw requests.problems().unreachable("get namespace kube-system", e);
        }
    }

    /** Ends the requests of these threads: one that waits for a server feels no interrupt. */
    void cancel(Collection<Thread> threads) {
        http.cancel(threads);
    }

    @Override
    public void close() {
        http.close();
    }
}
