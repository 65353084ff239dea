package io.podtide.ingest.kube;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code metadata}.
 *
 * @param deletionTimestamp the request plus the grace period
 * @param annotations the three that are read; all others are skipped unread
 */
record ObjectMeta(
        String name,
        String namespace,
        String uid,
        String resourceVersion,
        @Nullable Instant creationTimestamp,
        @Nullable Instant deletionTimestamp,
        long deletionGracePeriodSeconds,
        Map<String, String> labels,
        @Nullable Annotations annotations,
        List<Owner> ownerReferences,
        List<String> finalizers) {

    /**
     * @param deploymentConfig OpenShift writes it here; the owner of such a pod is only a ReplicationController
     * @param ignore as {@link OptOut} reads it
     * @param mirrored as {@link KubeObject#mirroredUid} reads it; never written
     */
    record Annotations(
            @JsonProperty("openshift.io/deployment-config.name")
            String deploymentConfig,

            @JsonProperty(OptOut.KEY) String ignore,

            @JsonProperty(value = "kubernetes.io/config.mirror", access = JsonProperty.Access.WRITE_ONLY)
            String mirrored) {}

    /** One of {@code ownerReferences}. */
    record Owner(String kind, String name, boolean controller) {}

    /** The resource version as a number, which KEP-5504 lets us compare; -1 where it is none. */
    long version() {
        try {
            return Long.parseLong(resourceVersion);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    ObjectMeta identified(String otherUid) {
        return new ObjectMeta(
                name,
                namespace,
                otherUid,
                resourceVersion,
                creationTimestamp,
                deletionTimestamp,
                deletionGracePeriodSeconds,
                labels,
                annotations,
                ownerReferences,
                finalizers);
    }

    String label(String key) {
        return labels.getOrDefault(key, "");
    }

    String displayName() {
        return namespace.isEmpty() ? name : namespace + '/' + name;
    }
}
