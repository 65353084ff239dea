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
    /** It runs, but is not ready. */
    NOT_READY,
    /** Its kubelet evicted it. */
    EVICTED,
    /** Its node is not heard of. */
    NODE_LOST,
    /** It ended in failure and is not tried again; or a kubelet refused it; or its Job gave up. */
    POD_FAILED,
    /** Its controller cannot create it: there is no pod. */
    CREATE_BLOCKED,
    /** No failure: a pod of the workload is well (Ready, or ended with success), until it is gone. */
    WELL
}
