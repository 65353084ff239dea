package io.podtide.trends.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.podtide.trends.query.BadQuestionException;
import io.podtide.trends.store.DatabaseException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that goes wrong is answered as a {@link Problem}. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(BadQuestionException.class, Problems::badQuestion);
        routes.exception(DatabaseException.class, Problems::noDatabase);
        routes.exception(Exception.class, Problems::bug);
        routes.error(404, Problems::notFound);
        routes.error(405, context -> Problem.answer(context, 405, "Method Not Allowed", "this API only reads: GET"));
    }

    private static void badQuestion(BadQuestionException e, Context context) {
        Problem.answer(context, 400, "Bad Request", String.join("; ", e.problems()), e.problems());
    }

    private static void noDatabase(DatabaseException e, Context context) {
        LOG.warn("question not answered: path={} why={}", context.path(), e.getMessage());
        context.header("Retry-After", "5");
        Problem.answer(context, 503, "Service Unavailable", String.valueOf(e.getMessage()));
    }

    /** Must not fail: Javalin would hand that to this method again, for ever. */
    static void bug(Exception e, Context context) {
        try {
            Problem.answer(context, 500, "Internal Server Error", "a bug; the log of the server has more", List.of());
            LOG.error("request failed: path={}", context.path(), e);
        } catch (RuntimeException gone) {
            LOG.debug("nobody is there any more to be told: {}, {}", e.getMessage(), gone.getMessage());
        }
    }

    /** Unless a route has said already what is missing. */
    private static void notFound(Context context) {
        if (context.result() == null || !Problem.CONTENT_TYPE.equals(context.contentType())) {
            Problem.answer(
                    context, 404, "Not Found", "there is nothing here; " + Api.PREFIX + "/openapi.json tells what is");
        }
    }
}
