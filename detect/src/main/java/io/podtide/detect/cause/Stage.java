package io.podtide.detect.cause;

/** Where in a pod's life a cause is at home; a text is only read for the causes of the stage it comes from. */
public enum Stage {
    /** No node takes the pod. */
    SCHEDULING,
    /** An image does not come. */
    IMAGE,
    /** Sandbox, network, volumes, configuration and the creation of containers. */
    SETUP,
    /** Containers that ran, or were to run, and ended. */
    RUNNING,
    /** Memory and eviction. */
    MEMORY,
    /** Deletion that does not end. */
    TERMINATION
}
