package io.podtide.detect.symptom;

/** What a pod can show. */
public enum Symptom {
    /** Containers that end and are started again. */
    RESTARTS,
    /** Containers killed for memory. */
    OOM_KILLS,
    /** A container does not start. */
    PENDING,
    /** The pod does not go away. */
    TERMINATING,
    /** No failure: a pod of the workload is well (Ready, or ended with success), until it is gone. */
    WELL
}
