package io.podtide.health;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a role is. Asked by any thread, and answers at once. */
public interface Health {

    /** False where only a new process can help. */
    boolean isLive();

    /** It does its work. */
    boolean isReady();

    /** For {@code /health}; values are what JSON knows, maps and lists of them included. No secrets. */
    Map<String, @Nullable Object> report();
}
