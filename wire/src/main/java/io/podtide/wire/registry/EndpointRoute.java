package io.podtide.wire.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path that is answered.
 *
 * @param segments {@code *} stands for any one
 */
record EndpointRoute(String method, List<String> segments, Handler handler) {

    /** Gets what stood in place of each {@code *}, and the body. */
    interface Handler {
        EndpointAnswer answer(List<String> arguments, String body);
    }

    static EndpointRoute get(String path, Handler handler) {
        return new EndpointRoute("GET", split(path), handler);
    }

    static EndpointRoute post(String path, Handler handler) {
        return new EndpointRoute("POST", split(path), handler);
    }

    static List<String> split(String path) {
        return List.of(path.substring(1).split("/"));
    }

    /** What stood in place of each {@code *}; empty for another path. */
    Optional<List<String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        var arguments = new ArrayList<String>();
        for (int i = 0; i < path.size(); i++) {
            if (segments.get(i).equals("*")) {
                arguments.add(path.get(i));
            } else if (!segments.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }
}
