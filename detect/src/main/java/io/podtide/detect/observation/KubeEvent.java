package io.podtide.detect.observation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One state of one Event object ({@code v1} or {@code events.k8s.io/v1}). Events are evidence and never counted on: the
 * client drops them in bursts, and they are repeated, folded and deleted after an hour.
 *
 * @param workload the workload of the object the Event is about, where its kind and name tell; null for Nodes and the like
 * @param uid {@code metadata.uid} of the Event
 * @param resourceVersion of the Event, -1 where it is no number
 * @param observedAt the observer's clock
 * @param regarding what the Event is about
 * @param warning {@code type} is {@code Warning}
 * @param reason {@code reason}
 * @param message {@code message} or {@code note}, shortened and masked by the observer
 * @param component who says it: {@code reportingComponent} or {@code source.component}
 * @param node {@code source.host}, null if absent
 * @param count {@code count} or {@code series.count}, at least 1
 * @param firstAt when it was first seen ({@code firstTimestamp} or {@code eventTime})
 * @param lastAt when it was last seen
 */
public record KubeEvent(
        String cluster,
        @Nullable Workload workload,
        String uid,
        long resourceVersion,
        Instant observedAt,
        Regarding regarding,
        boolean warning,
        String reason,
        String message,
        String component,
        @Nullable String node,
        int count,
        Instant firstAt,
        Instant lastAt)
        implements Observation {

    /**
     * {@code involvedObject} or {@code regarding}.
     *
     * @param fieldPath for example {@code spec.containers{app}}, empty if absent
     */
    public record Regarding(String kind, String namespace, String name, String uid, String fieldPath) {

        /** The container named in the field path, empty if none is. */
        public String container() {
            var open = fieldPath.indexOf('{');
            var close = fieldPath.indexOf('}', open + 1);
            return open < 0 || close < 0 ? "" : fieldPath.substring(open + 1, close);
        }
    }

    /** {@code cluster/pod uid} for Events about a Pod, so that they meet its statuses; else a key of the object. */
    @Override
    public String key() {
        return regarding.kind().equals("Pod") && !regarding.uid().isEmpty()
                ? ClusterKey.of(cluster, regarding.uid())
                : ClusterKey.of(cluster, regarding.kind() + '/' + regarding.namespace() + '/' + regarding.name());
    }
}
