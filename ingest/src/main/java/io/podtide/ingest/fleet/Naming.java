package io.podtide.ingest.fleet;

import io.podtide.ingest.watch.KubeContext;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What names a cluster in the fleet. */
public enum Naming {
    /** The name its kubeconfig has for the cluster. */
    CLUSTER,
    /** The name of the context. */
    CONTEXT,
    /** The name of the file, without its ending. */
    FILE;

    String name(KubeContext context, @Nullable Path file) {
        return switch (this) {
            case CLUSTER -> context.cluster();
            case CONTEXT -> context.name();
            case FILE -> file == null ? context.cluster() : withoutEnding(file);
        };
    }

    private static String withoutEnding(Path file) {
        var name = String.valueOf(file.getFileName());
        return name.replaceFirst("\\.(ya?ml|conf|config|kubeconfig)$", "");
    }
}
