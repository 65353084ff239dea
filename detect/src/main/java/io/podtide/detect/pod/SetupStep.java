package io.podtide.detect.pod;

import io.podtide.detect.cause.Evidence;
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
            Map.entry("NetworkNotReady", VOLUMES), // asked first of all, while volumes are mounted beside it
            Map.entry("FailedCreatePodContainer", CGROUP),
            Map.entry("FailedAttachVolume", VOLUMES),
            Map.entry(ATTACHED, VOLUMES),
            Map.entry("FailedMount", VOLUMES),
            Map.entry("FailedMapVolume", VOLUMES),
            Map.entry("FailedToRetrieveImagePullSecret", SANDBOX), // asked for after volumes, before the sandbox
            Map.entry("FailedPrepareDynamicResources", SANDBOX),
            Map.entry("FailedCreatePodSandBox", SANDBOX),
            Map.entry("Pulling", CONTAINERS),
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

    private static final Pattern WAITING =
            Pattern.compile("^Unable to (?:attach or )?mount|timeout expired waiting for volumes");
    private static final Pattern ATTACHING =
            Pattern.compile("(?:AttachVolume\\.Attach|WaitForAttach|Multi-Attach|is not (?:yet )?attached)");
    private static final Pattern VOLUME = Pattern.compile("volume \"([^\"]+)\"");

    /** An Event has told since that this is overcome. */
    static boolean overcome(Evidence said, Notes notes) {
        var step = BY_REASON.get(said.reason());
        if (step == null) {
            return false;
        }
        for (var note : notes.newestFirst()) {
            if (note.at().isAfter(said.at()) && (isPast(step, note) || isAttached(said, note))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPast(SetupStep step, Note note) {
        var reached = BY_REASON.get(note.reason());
        return reached != null && reached.compareTo(step) > 0 && (reached != VOLUMES || isWaitedFor(note));
    }

    /** The kubelet has come to wait for volumes; each mount alone is tried beside all other steps. */
    private static boolean isWaitedFor(Note note) {
        return WAITING.matcher(note.message()).find();
    }

    /** A volume is mounted after it was attached, whatever the others of the pod wait for. */
    private static boolean isAttached(Evidence said, Note note) {
        return isAttaching(said.reason(), said.message())
                && BY_REASON.get(note.reason()) == VOLUMES
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
