package io.podtide.ingest.watch;

import io.podtide.ingest.kube.KubeObject;

/** Told what one {@link ResourceWatch} sees, by its thread alone. */
interface ResourceListener {

    /** A list begins, perhaps after one that broke off. */
    void listBegins();

    /** A list begins that nothing need have come before: it is to show whether silent watches have left something out. */
    default void checkBegins() {
        listBegins();
    }

    void listed(KubeObject object);

    /** All there is has been listed. */
    void listEnds();

    /** The watch lives: changes come from now on, those since the list first. */
    void live();

    /** @param type {@code ADDED}, {@code MODIFIED} or {@code DELETED} */
    void changed(String type, KubeObject object);

    /** The watch has ended, and will be resumed. */
    void ended();

    /** How many objects it remembers. */
    default int known() {
        return 0;
    }
}
