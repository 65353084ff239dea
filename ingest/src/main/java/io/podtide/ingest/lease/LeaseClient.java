package io.podtide.ingest.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podtide.ingest.watch.ApiRequests;
import io.podtide.ingest.watch.ClusterException;
import io.podtide.ingest.watch.ClusterException.Kind;

/** Reads and writes one Lease. Who writes an older version of it than there is, is refused by the API server. */
final class LeaseClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiRequests requests;
    private final LeaseSettings settings;

    LeaseClient(ApiRequests requests, LeaseSettings settings) {
        this.requests = requests;
        this.settings = settings;
    }

    /** @throws ClusterException where the cluster does not give it */
    Lease read() throws InterruptedException {
        try {
            return ask("GET", one(), "", "get");
        } catch (ClusterException e) {
            if (e.kind() == Kind.MISSING) {
                return Lease.fresh(settings);
            }
            throw e;
        }
    }

    /**
     * As it stands then.
     *
     * @throws ClusterException where the cluster does not take it, {@link Kind#CONFLICT} where another was quicker
     */
    Lease write(Lease lease) throws InterruptedException {
        var json = lease.tree().toString();
        return lease.isNew() ? ask("POST", all(), json, "create") : ask("PUT", one(), json, "update");
    }

    private Lease ask(String method, String path, String json, String verb) throws InterruptedException {
        var asked = verb + " lease " + settings.namespace() + '/' + settings.name();
        return parse(requests.exchange(method, path, json, asked, settings.answer()));
    }

    /** Whatever a proxy put in its place is no Lease that could be taken: to create one will be refused. */
    private Lease parse(String answer) {
        try {
            return JSON.readTree(answer) instanceof ObjectNode tree ? new Lease(tree) : Lease.fresh(settings);
        } catch (JsonProcessingException e) {
            return Lease.fresh(settings);
        }
    }

    private String all() {
        return "apis/coordination.k8s.io/v1/namespaces/" + settings.namespace() + "/leases";
    }

    private String one() {
        return all() + '/' + settings.name();
    }
}
