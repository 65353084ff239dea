package io.podtide.alerts.calm;

/** Why there is a message. */
public enum Reason {
    OPENED,
    /** It was over, and has come back. */
    REOPENED,
    CHANGED,
    /** It still is so. */
    REMINDED,
    RESOLVED,
    DIGEST
}
