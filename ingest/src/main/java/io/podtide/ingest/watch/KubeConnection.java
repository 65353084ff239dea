package io.podtide.ingest.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.podtide.ingest.kube.Cluster;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to one cluster, with the credentials of a kubeconfig context or of our own pod. Not yet a connection. */
public final class KubeConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KubeConnection.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final KubernetesClient client;
    private final String name;
    private final ApiRequests requests;

    private KubeConnection(KubernetesClient client, String name, String login) {
        this.client = client;
        this.name = name;
        var server = client.getConfiguration().getMasterUrl();
        this.requests = new ApiRequests(client.getHttpClient(), server, new ApiProblems(name, server, login));
        if (client.getConfiguration().isTrustCerts()) {
            LOG.warn("nobody verifies who answers, says the kubeconfig (insecure-skip-tls-verify): cluster={}", name);
        }
    }

    /** @throws NoKubeconfigException where nothing says how to reach that cluster */
    public static KubeConnection open(ClusterAccess access) {
        return of(Kubeconfig.read(access), access);
    }

    static KubeConnection of(Config config, ClusterAccess access) {
        // Its own retries would hide a broken connection for minutes, and a server's Retry-After for ever.
        config.setRequestRetryBackoffLimit(0);
        config.setUserAgent("podtide");
        var context = config.getCurrentContext();
        var login = context == null ? "kubectl get pods" : "kubectl --context " + context.getName() + " get pods";
        var client = new KubernetesClientBuilder().withConfig(config).build();
        return new KubeConnection(client, Kubeconfig.clusterName(config, access), login);
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
                return Cluster.named(name);
            }
            throw e;
        } catch (IOException e) {
            throw requests.problems().unreachable("get namespace kube-system", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
