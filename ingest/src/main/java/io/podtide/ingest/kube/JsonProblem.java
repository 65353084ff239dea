package io.podtide.ingest.kube;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;

/** Says what is wrong in words of its own: Jackson's quote the text, and the text may hold a secret. */
final class JsonProblem {

    private JsonProblem() {}

    static String describe(JsonProcessingException problem) {
        var path = problem instanceof JsonMappingException mapping ? path(mapping) : "";
        if (!path.isEmpty() && !(problem.getCause() instanceof JsonProcessingException inner && isSyntax(inner))) {
            return path + " has the wrong type";
        }
        if (problem instanceof JsonEOFException || problem.getCause() instanceof JsonEOFException) {
            return "ends in the middle of an object";
        }
        var at = problem.getLocation();
        return at == null ? "cannot be parsed" : "cannot be parsed at column " + at.getColumnNr();
    }

    static int line(JsonProcessingException problem) {
        var at = problem.getLocation();
        return at == null ? 1 : Math.max(1, at.getLineNr());
    }

    private static boolean isSyntax(JsonProcessingException problem) {
        return !(problem instanceof JsonMappingException) && !(problem instanceof InputCoercionException);
    }

    private static String path(JsonMappingException problem) {
        var path = new StringBuilder();
        for (var step : problem.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.toString();
    }
}
