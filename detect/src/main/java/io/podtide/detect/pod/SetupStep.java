package io.podtide.detect.pod;

import io.podtide.detect.cause.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How far the kubelet had come with a pod when an Event was told. It begins a step when the one before is done, for the pod as a
 * whole (pkg/kubelet/kubelet.go, SyncPod), so an Event of a later step says that what was told before of an earlier one is
 * overcome.
 */
enum SetupStep {
    /** The node's network is asked for, unless the pod uses the host's. */
    NETWORK,
    /** The pod gets its control group; its volumes are attached and mounted meanwhile, but nobody waits for them yet. */
    CGROUP,
    /** Volumes are attached and mounted, each for itself. */
    VOLUMES,
    /** The sandbox is made, and with it the network. */
    SANDBOX,
    /** Images are pulled, containers are created and started. */
    CONTAINERS;

    /** The attach-detach controller is done with a volume; of type Normal. */
    static final String ATTACHED = "SuccessfulAttachVolume";

    private static final Map<String, SetupStep> BY_REASON = Map.ofEntries(
            Map.entry("NetworkNotReady", NETWORK),
            Map.entry("FailedCreatePodContainer", CGROUP),
            Map.entry("FailedAttachVolume", VOLUMES),
            Map.entry(ATTACHED, VOLUMES),
            Map.entry("FailedMount", VOLUMES),
            Map.entry("FailedMapVolume", VOLUMES),
            Map.entry("FailedToRetrieveImagePullSecret", SANDBOX), // asked for after volumes, before the sandbox
            Map.entry("FailedPrepareDynamicResources", SANDBOX),
            Map.entry("FailedCreatePodSandBox", SANDBOX),
            Map.entry("Pulling", CONTAINERS),
            Map.entry(SlowPull.PULLED, CONTAINERS),
            Map.entry("BackOff", CONTAINERS),
            Map.entry("InspectFailed", CONTAINERS),
            Map.entry("ErrImageNeverPull", CONTAINERS),
            Map.entry("Failed", CONTAINERS),
            Map.entry("Unhealthy", CONTAINERS),
            Map.entry("FailedPostStartHook", CONTAINERS));

    /** Events without which nothing is known to keep a container from being started again. */
    static final Set<String> FAILURES = Set.of(
            "NetworkNotReady",
            "FailedCreatePodContainer",
            "FailedAttachVolume",
            "FailedMount",
            "FailedMapVolume",
            "FailedPrepareDynamicResources",
            "FailedCreatePodSandBox");

    /** What the kubelet itself says of volumes; that they are not attached is said by a controller. */
    private static final Set<String> MOUNTING = Set.of("FailedMount", "FailedMapVolume");

    /**
     * The kubelet's client lets one Event of a pod through in 5 min once a burst is used up (client-go tools/record,
     * EventSourceObjectSpamFilter). Network and control group are tried every few seconds, so that while they fail it is theirs.
     */
    private static final Duration TOLD_AGAIN = Duration.ofMinutes(5);

    private static final Pattern WAITING =
            Pattern.compile("^Unable to (?:attach or )?mount|timeout expired waiting for volumes");
    private static final Pattern ATTACHING =
            Pattern.compile("(?:AttachVolume\\.Attach|WaitForAttach|Multi-Attach|is not (?:yet )?attached)");
    private static final Pattern VOLUME = Pattern.compile("volume \"([^\"]+)\"");

    /** It says how far the kubelet had come. */
    static boolean tells(Note note) {
        return BY_REASON.containsKey(note.reason());
    }

    /** An Event has told since that this is overcome. */
    static boolean overcome(Evidence said, Notes notes) {
        var step = BY_REASON.get(said.reason());
        if (step == null) {
            return false;
        }
        for (var note : notes.newestFirst()) {
            if (!note.at().isAfter(said.at())) {
                return false; // nor is any that follows
            }
            if (isPast(step, said.at(), note) || isAttached(said, note)) {
                return true;
            }
        }
        return false;
    }

    /** Each mount is tried beside all steps before it, so that it fails says nothing of those unless the kubelet waits for it. */
    private static boolean isPast(SetupStep step, Instant at, Note note) {
        var reached = BY_REASON.get(note.reason());
        if (reached == null || reached.compareTo(step) <= 0) {
            return false;
        }
        return reached != VOLUMES
                || WAITING.matcher(note.message()).find()
                // newer kubelets do not say that they have waited in vain
                || (MOUNTING.contains(note.reason()) && note.at().isAfter(at.plus(TOLD_AGAIN)));
    }

    /** A volume is mounted after it was attached, whatever the others of the pod wait for. */
    private static boolean isAttached(Evidence said, Note note) {
        return BY_REASON.get(note.reason()) == VOLUMES
                && isAttaching(said.reason(), said.message())
                && !isAttaching(note.reason(), note.message())
                && volume(said.message()).equals(volume(note.message()))
                && volume(said.message()).isPresent();
    }

    private static boolean isAttaching(String reason, String message) {
        return !reason.equals(ATTACHED) && ATTACHING.matcher(message).find();
    }

    private static Optional<String> volume(String message) {
        var found = VOLUME.matcher(message);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
