package io.podtide.simulate.take;

import java.util.UUID;

/** A part of a {@link Text}. */
sealed interface Piece {

    /** As it was recorded, JSON in UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Fixed(byte[] json) implements Piece {}

    /** A name, without quotes: it may stand in the middle of a text. */
    record Name(int part) implements Piece {}

    record Uid(UUID recorded) implements Piece {}

    /** Of what has the name of a part. */
    record UidOf(UUID recorded, int part) implements Piece {}

    /** RFC 3339, to the second as {@code metav1.Time} has it, or with a fraction as {@code metav1.MicroTime}. */
    record Time(Act act, long millis, boolean fraction) implements Piece {}

    /** The end of an Event's name: when it was made, in nanoseconds, in hexadecimal. Those of one object differ by it. */
    record Moment(Time time, UUID event) implements Piece {}

    /** {@code metadata.resourceVersion}. */
    record Version() implements Piece {}
}
