package io.podtide.cli.quality;

/** A workload or a node; {@code Namespace x/*} is all workloads of a namespace. */
record Subject(String kind, String namespace, String name) {

    static Subject node(String name) {
        return new Subject("Node", "-", name);
    }

    static Subject allOf(String namespace) {
        return new Subject("Namespace", namespace, "*");
    }

    @Override
    public String toString() {
        return kind.equals("Node") ? "Node " + name : kind + " " + namespace + "/" + name;
    }
}
