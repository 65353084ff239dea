package io.podtide.ingest.access;

import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Tells whether files have changed, symbolic links followed: a Secret that is mounted changes by its {@code ..data} link. */
public final class FileStamps {

    private FileStamps() {}

    /** Certificates and keys that a configuration names. */
    static List<Path> namedBy(Config config) {
        return Stream.of(config.getCaCertFile(), config.getClientCertFile(), config.getClientKeyFile())
                .filter(Objects::nonNull)
                .filter(file -> !file.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** Equal as long as none of them changes. */
    public static List<String> of(Collection<Path> files) {
        var stamps = new ArrayList<String>();
        for (var file : files) {
            stamps.add(stamp(file));
        }
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            var seen = Files.readAttributes(file, BasicFileAttributes.class);
            return seen.lastModifiedTime() + " " + seen.size() + ' ' + seen.fileKey();
        } catch (IOException e) {
            return "missing";
        }
    }
}
