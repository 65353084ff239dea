package io.podtide.wire.format;

import org.apache.avro.util.ClassSecurityValidator;

/** Avro instantiates only classes it was told to trust; it must be told before the first reader or writer is made. */
final class TrustedClasses {

    private static final String GENERATED = "io.podtide.schema";

    static {
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), c -> c.getPackageName().equals(GENERATED)));
    }

    private TrustedClasses() {}

    /** Does its work by being loaded, hence once. */
    static void register() {}
}
