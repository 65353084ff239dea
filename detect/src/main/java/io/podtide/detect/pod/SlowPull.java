package io.podtide.detect.pod;

import io.podtide.detect.cause.Diagnosis;
import io.podtide.detect.cause.Stage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The pull of an image that has begun and has come neither to an end nor to an error, so that the status says nothing of it. The
 * kubelet makes the containers of a pod one after the other, and their statuses are those of before until it is through: which of
 * them waits for its image only the Event tells.
 */
final class SlowPull {

    private static final String CAUSE = "IMAGE_PULL_TIMEOUT";

    /** Reason of the Event, of type Normal, that ends it. */
    static final String PULLED = "Pulled";

    private static final String PULLING = "Pulling";

    private static final Pattern IMAGE = Pattern.compile("image \"([^\"]+)\"");

    private SlowPull() {}

    /** @param since when the pod came to wait */
    static Optional<Diagnosis> of(Notes notes, Instant since) {
        if (!notes.mention(PULLING)) { // as of most pods: nodes have their images
            return Optional.empty();
        }
        var newest = notes.newestFirst().stream()
                .filter(note -> SetupStep.tells(note) && !note.at().isBefore(since))
                .toList();
        return newest.stream()
                .filter(note -> note.reason().equals(PULLING))
                .findFirst()
                .filter(pull -> !newest.get(0).at().isAfter(pull.at()))
                // Events have whole seconds, in which a pull may begin and end
                .filter(pull -> newest.stream()
                        .noneMatch(note -> !note.equals(pull)
                                && note.at().equals(pull.at())
                                && note.container().equals(pull.container())))
                .map(SlowPull::diagnosis);
    }

    private static Diagnosis diagnosis(Note pull) {
        var image = IMAGE.matcher(pull.message());
        return new Diagnosis(
                CAUSE,
                image.find() ? Map.of("image", image.group(1)) : Map.of(),
                List.of(pull.asClue(Stage.IMAGE).asEvidence()));
    }

    /** It is no more than that: no error says so. It holds for as long as it is found. */
    static boolean is(Diagnosis diagnosis) {
        return diagnosis.cause().equals(CAUSE)
                && diagnosis.evidence().stream()
                        .limit(1)
                        .anyMatch(e -> e.reason().equals(PULLING));
    }
}
