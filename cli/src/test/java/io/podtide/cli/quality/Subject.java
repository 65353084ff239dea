package io.podtide.cli.quality;

/** A workload or a node; {@code Namespace x/*} is all workloads of a namespace, {@code Fleet} what several clusters share. */
record Subject(String kind, String namespace, String name) {

    static Subject node(String name) {
        return new Subject("Node", "-", name);
    }

    /** @param thing an image, a registry */
    static Subject fleet(String thing) {
        return new Subject("Fleet", "-", thing);
    }

    static Subject allOf(String namespace) {
        return new Subject("Namespace", namespace, "*");
    }

    @Override
    public String toString() {
        return namespace.equals("-") ? kind + " " + name : kind + " " + namespace + "/" + name;
    }
}
