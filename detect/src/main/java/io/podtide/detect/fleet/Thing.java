package io.podtide.detect.fleet;

/** What incidents may have in common. */
public enum Thing {
    REGISTRY("registry", "registry"),
    /** A registry that lets nobody in: pull secrets are a namespace's own, so only several namespaces can blame it. */
    CREDENTIALS("registry", "registry"),
    IMAGE("image", "image"),
    /** An image that runs, and fails. */
    SOFTWARE("image", "image"),
    NODE("node", "node"),
    SCHEDULER("", "scheduler"),
    CAPACITY("resource", "resource"),
    STORAGE_CLASS("class", "storage class"),
    PLUGIN("plugin", "plugin"),
    WEBHOOK("webhook", "webhook"),
    QUOTA("quota", "quota"),
    TAINT("taint", "taint"),
    FINALIZER("finalizer", "finalizer"),
    CONFIGMAP("configmap", "ConfigMap"),
    SECRET("secret", "Secret"),
    CLAIM("claim", "PersistentVolumeClaim"),
    ACCOUNT("account", "service account"),
    /** The network that pods are given when they are set up. */
    NETWORK("", "network set-up"),
    /** Nodes that go together: a zone, a rack, a pool. */
    NODES("", "network or power"),
    /** The way of news from clusters to here. */
    CONTACT("", "way to Kafka");

    private final String detail;
    private final String words;

    Thing(String detail, String words) {
        this.detail = detail;
        this.words = words;
    }

    /** What it is called in a cause's detail; empty where there is only one of its kind. */
    public String detail() {
        return detail;
    }

    /** What people call it. */
    String words() {
        return words;
    }
}
