package io.podtide.simulate.take;

import java.util.UUID;

/** Who plays the parts of a {@link Take} in one of its showings. The same questions have the same answers. */
public interface Cast {

    /** The name that stands for this one of {@link Names}. */
    String name(int part);

    /** The uid that stands for this one. */
    UUID uid(UUID recorded);

    /** The same of what has the name of this part, wherever it has it. */
    default UUID uid(UUID recorded, int part) {
        return uid(recorded);
    }

    /** Epoch milliseconds of what was so many milliseconds after the begin of the take, or of its end. */
    long time(Act act, long millis);
}
