package io.podtide.ingest.kube;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Every field of a Pod, an Event or a Node that is ever read; what is not here never enters this process as a value, so that no
 * environment, argument or annotation can leave it. One record for all kinds, because {@code kind} may stand behind
 * everything else, or nowhere in the items of a raw list.
 *
 * <p>An absent String is empty and an absent list or map has no elements: {@link KubeJson} sees to it.
 *
 * @param involvedObject {@code v1}, and {@code regarding} of {@code events.k8s.io/v1}
 * @param message {@code v1}, and {@code note} of {@code events.k8s.io/v1}; masked
 * @param code HTTP status of a {@code v1} Status, which is what a watch sends with ERROR
 * @param details of a {@code v1} Status
 */
public record KubeObject(
        String apiVersion,
        String kind,
        @Nullable ObjectMeta metadata,
        @Nullable ObjectSpec spec,
        @Nullable ObjectStatus status,
        @JsonAlias("regarding") @Nullable Reference involvedObject,
        String type,
        String reason,
        @Masked @JsonAlias("note") String message,
        @JsonAlias("deprecatedSource") @Nullable Source source,
        @JsonAlias("deprecatedFirstTimestamp") @Nullable Instant firstTimestamp,
        @JsonAlias("deprecatedLastTimestamp") @Nullable Instant lastTimestamp,
        @Nullable Instant eventTime,
        @JsonAlias("deprecatedCount") int count,
        @Nullable Series series,
        @JsonAlias("reportingController") String reportingComponent,
        int code,
        @Nullable Details details) {

    /** How many seconds to wait before the next try; 0 where it does not say. */
    record Details(int retryAfterSeconds) {}

    /** What an Event is about. */
    record Reference(String kind, String namespace, String name, String uid, String fieldPath) {}

    /** Who says it, as Events before {@code events.k8s.io/v1} name it. */
    record Source(String component, String host) {}

    /** How often it is said, where {@code count} and {@code lastTimestamp} are null. */
    record Series(int count, @Nullable Instant lastObservedTime) {}

    static KubeObject pod(ObjectMeta metadata, ObjectSpec spec, ObjectStatus status) {
        return new KubeObject(
                "v1", "Pod", metadata, spec, status, null, "", "", "", null, null, null, null, 0, null, "", 0, null);
    }

    /** {@code metadata.resourceVersion}, empty if absent. */
    public String resourceVersion() {
        return metadata == null ? "" : metadata.resourceVersion();
    }

    /** {@code metadata.uid}, empty if absent. */
    public String uid() {
        return metadata == null ? "" : metadata.uid();
    }

    /**
     * What the kubelet's Events name as the uid of this pod: it is a mirror of a static pod, whose uid is the hash of its file. Empty
     * for all others.
     */
    public String mirroredUid() {
        return metadata == null || metadata.annotations() == null
                ? ""
                : metadata.annotations().mirrored();
    }

    /** The resource version as a number, which KEP-5504 lets us compare; -1 where it is none. */
    public long version() {
        return metadata == null ? -1 : metadata.version();
    }

    /** {@code metadata.creationTimestamp}. */
    public @Nullable Instant createdAt() {
        return metadata == null ? null : metadata.creationTimestamp();
    }

    /** By its kind; an object without one, as in the items of a raw list, by its shape. */
    public boolean isPod() {
        return kind.equals("Pod") ? apiVersion.isEmpty() || apiVersion.equals("v1") : kind.isEmpty() && hasContainers();
    }

    /** By its kind; an object without one, as in the items of a raw list, by its shape. */
    public boolean isEvent() {
        return kind.equals("Event")
                ? apiVersion.isEmpty() || apiVersion.equals("v1") || apiVersion.startsWith("events.k8s.io/")
                : kind.isEmpty() && metadata != null && involvedObject != null;
    }

    /** By its kind. */
    public boolean isNode() {
        return kind.equals("Node") && (apiVersion.isEmpty() || apiVersion.equals("v1"));
    }

    /** The same object, of this kind: the items of a raw list do not say theirs. */
    public KubeObject ofKind(String itsKind) {
        return kind.isEmpty()
                ? new KubeObject(
                        apiVersion,
                        itsKind,
                        metadata,
                        spec,
                        status,
                        involvedObject,
                        type,
                        reason,
                        message,
                        source,
                        firstTimestamp,
                        lastTimestamp,
                        eventTime,
                        count,
                        series,
                        reportingComponent,
                        code,
                        details)
                : this;
    }

    /** {@code metadata.name}, empty if absent. */
    public String name() {
        return metadata == null ? "" : metadata.name();
    }

    /** What stands for a uid where there is none: kind, namespace and name; empty without a name. */
    public String ownUid() {
        return name().isEmpty()
                ? ""
                : nameId(isPod() ? "Pod" : kind, metadata == null ? "" : metadata.namespace(), name());
    }

    /** The {@link #ownUid()} of the object that this Event is about; empty where it is no Event. */
    public String aboutByName() {
        return involvedObject == null
                ? ""
                : nameId(involvedObject.kind(), involvedObject.namespace(), involvedObject.name());
    }

    /** The uid of what this Event is about, empty if absent. */
    public String aboutUid() {
        return involvedObject == null ? "" : involvedObject.uid();
    }

    private static String nameId(String kind, String namespace, String name) {
        return kind + '/' + namespace + '/' + name;
    }

    /** The same object with this uid. */
    public KubeObject identified(String uid) {
        return metadata == null ? this : with(metadata.identified(uid), involvedObject);
    }

    /** The same Event, about an object with this uid. */
    public KubeObject about(String uid) {
        return involvedObject == null
                ? this
                : with(
                        metadata,
                        new Reference(
                                involvedObject.kind(),
                                involvedObject.namespace(),
                                involvedObject.name(),
                                uid,
                                involvedObject.fieldPath()));
    }

    private KubeObject with(@Nullable ObjectMeta otherMetadata, @Nullable Reference otherObject) {
        return new KubeObject(
                apiVersion,
                kind,
                otherMetadata,
                spec,
                status,
                otherObject,
                type,
                reason,
                message,
                source,
                firstTimestamp,
                lastTimestamp,
                eventTime,
                count,
                series,
                reportingComponent,
                code,
                details);
    }

    /** The {@code Retry-After} of a Status, in seconds; null where it says none. */
    public @Nullable String retryAfter() {
        return details == null || details.retryAfterSeconds() <= 0
                ? null
                : Integer.toString(details.retryAfterSeconds());
    }

    private boolean hasContainers() {
        return metadata != null && spec != null && !spec.containers().isEmpty();
    }

    /** For people: {@code Pod shop/cart-1}. */
    public String display() {
        var name = metadata == null ? "" : metadata.displayName();
        return (kind.isEmpty() ? "object" : kind) + (name.isEmpty() ? "" : ' ' + name);
    }
}
