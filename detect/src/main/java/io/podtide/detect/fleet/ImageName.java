package io.podtide.detect.fleet;

import java.util.Set;

/** Names of images and registries, made comparable: several names may mean the same. */
final class ImageName {

    private static final String HUB = "docker.io";
    private static final Set<String> HUBS =
            Set.of("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");
    private static final String OFFICIAL = HUB + "/library/";

    private ImageName() {}

    /** With its registry: {@code busybox:1.36} is {@code docker.io/library/busybox:1.36}. Empty for a bare digest. */
    static String full(String image) {
        var name = image.contains("://") ? image.substring(image.indexOf("://") + 3) : image;
        if (name.isEmpty() || name.startsWith("sha256:")) {
            return "";
        }
        int slash = name.indexOf('/');
        if (slash < 0) {
            return OFFICIAL + name;
        }
        var first = name.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return host ? registry(first) + name.substring(slash) : HUB + "/" + name;
    }

    /** The registry of an image; empty for a bare digest. */
    static String registryOf(String image) {
        var full = full(image);
        return full.isEmpty() ? "" : full.substring(0, full.indexOf('/'));
    }

    /** Docker Hub has several names. */
    static String registry(String host) {
        return HUBS.contains(host) ? HUB : host;
    }

    /** Run by everybody for all kinds of things, with commands of their own. */
    static boolean official(String full) {
        return full.startsWith(OFFICIAL);
    }
}
