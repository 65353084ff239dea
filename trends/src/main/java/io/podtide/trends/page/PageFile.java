package io.podtide.trends.page;

import java.util.Map;

/**
 * A file as it is served.
 *
 * @param name in the page's address space: {@code app.js}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PageFile(String name, byte[] bytes) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml");

    /** Browsers that are told not to guess want to know it. */
    String type() {
        var type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (type == null) {
            throw new IllegalStateException("what is " + name + "?");
        }
        return type;
    }
}
