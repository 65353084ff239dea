package io.podtide.detect.pod;

import io.podtide.detect.cause.Stage;
import io.podtide.detect.rule.Rules;
import java.time.Duration;

/** Where on its way to running a pod, or one of its containers, stands still. */
public enum StartStage {
    /** No scheduler has looked at it. */
    UNATTENDED("not looked at by a scheduler", Stage.SCHEDULING),
    /** No node takes it. */
    UNSCHEDULABLE("unschedulable", Stage.SCHEDULING),
    /** An image does not come. */
    IMAGE("without image", Stage.IMAGE),
    /** The container cannot be made from what it refers to. */
    CONFIG_ERROR("with a configuration error", Stage.SETUP),
    /** Sandbox, network or volumes are being made, without an error in the status. */
    SETUP("in container setup", Stage.SETUP);

    private final String words;
    private final Stage causes;

    StartStage(String words, Stage causes) {
        this.words = words;
        this.causes = causes;
    }

    /** For people: {@code pending 5m unschedulable}. */
    String words() {
        return words;
    }

    /** Where its causes are looked up. */
    Stage causes() {
        return causes;
    }

    /** The status itself says that something is wrong, so that there is no need to wait for silence. */
    boolean isError() {
        return this == UNSCHEDULABLE || this == IMAGE || this == CONFIG_ERROR;
    }

    Duration allowed(Rules.Pending rule, boolean scalingUp) {
        return switch (this) {
            case UNATTENDED -> rule.unattended();
            case UNSCHEDULABLE -> scalingUp ? rule.scalingUp() : rule.unschedulable();
            case IMAGE -> rule.image();
            case CONFIG_ERROR -> rule.configError();
            case SETUP -> rule.setup();
        };
    }
}
