package io.podtide.cli.kube;

import java.util.regex.Pattern;

/**
 * What a request asks for, in the words of RBAC.
 *
 * @param group empty for the core API
 * @param namespace empty for what has none, and for all namespaces
 * @param name empty where no object is named
 */
public record ApiRequest(String verb, String group, String resource, String namespace, String name) {

    private static final Pattern PATH =
            Pattern.compile("/(?:api/v1|apis/([^/]+)/[^/]+)(?:/namespaces/([^/]+)(?=/[^/]+))?/([^/]+)(?:/([^/]+))?");

    static ApiRequest of(String method, String path, String query) {
        var parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no path of a resource: " + path);
        }
        var name = text(parts.group(4));
        // A namespace is an object as well: /api/v1/namespaces/kube-system
        return new ApiRequest(
                verb(method, query, name), text(parts.group(1)), parts.group(3), text(parts.group(2)), name);
    }

    private static String verb(String method, String query, String name) {
        return switch (method) {
            case "GET" -> query.contains("watch=1") ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            default -> method;
        };
    }

    private static String text(String part) {
        return part == null ? "" : part;
    }

    /** As an API server says it. */
    String refusal(String user) {
        return "%s%s is forbidden: User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(
                        resource,
                        name.isEmpty() ? "" : " \"" + name + '"',
                        user,
                        verb,
                        resource,
                        group,
                        namespace.isEmpty() ? "at the cluster scope" : "in the namespace \"" + namespace + '"');
    }
}
