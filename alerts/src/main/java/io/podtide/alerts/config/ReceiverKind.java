package io.podtide.alerts.config;

import io.podtide.alerts.config.Receiver.Wording;
import io.podtide.rules.Section;
import java.util.Optional;

/** A kind of receiver, and how it is written. */
public interface ReceiverKind {

    /** Under which it is written. */
    String key();

    /** What is written under the key; mistakes are problems of their place. */
    Optional<? extends Receiver> read(String name, Section section, Wording wording);
}
