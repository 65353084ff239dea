package io.podtide.wire.format;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The symbols of an Avro {@code enum} of the same names as an enum of ours, whatever the order of either. */
public final class Symbols<E extends Enum<E>> {

    /** By what stands in the bytes: its place in the schema. */
    private final E[] byNumber;

    private final Map<E, Integer> numbers;

    private Symbols(E[] byNumber, Map<E, Integer> numbers) {
        this.byNumber = byNumber;
        this.numbers = numbers;
    }

    /**
     * @param ours all of them
     * @param theirs those of the class that Avro generates, in the order of the schema
     * @throws IllegalArgumentException if they are not the same
     */
    public static <E extends Enum<E>> Symbols<E> of(E[] ours, Enum<?>[] theirs) {
        if (ours.length != theirs.length) {
            throw new IllegalArgumentException(Arrays.toString(ours) + " are not " + Arrays.toString(theirs));
        }
        var type = ours[0].getDeclaringClass();
        var byNumber = ours.clone();
        var numbers = new EnumMap<E, Integer>(type);
        for (int i = 0; i < theirs.length; i++) {
            byNumber[i] = Enum.valueOf(type, theirs[i].name());
            numbers.put(byNumber[i], i);
        }
        return new Symbols<>(byNumber, numbers);
    }

    public void write(AvroOutput out, E value) {
        out.number(Objects.requireNonNull(numbers.get(value)));
    }

    public E read(AvroInput in) {
        return byNumber[in.small()];
    }
}
