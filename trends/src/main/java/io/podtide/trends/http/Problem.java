package io.podtide.trends.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.http.Context;
import java.util.List;

/** What went wrong, as {@code application/problem+json} (RFC 9457). */
final class Problem {

    static final String CONTENT_TYPE = "application/problem+json";

    private Problem() {}

    static void answer(Context context, int status, String title, String detail, List<String> problems) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("detail", detail);
        if (!problems.isEmpty()) {
            problems.forEach(json.putArray("problems")::add);
        }
        context.status(status).contentType(CONTENT_TYPE).result(json.toString());
    }

    static void answer(Context context, int status, String title, String detail) {
        answer(context, status, title, detail, List.of());
    }
}
