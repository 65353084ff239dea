package io.podtide.detect.cause;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One entry of the catalogue.
 *
 * @param id {@code IMAGE_NOT_FOUND}
 * @param stages where it is at home
 * @param signs texts it is seen by, any of which is enough; empty for causes that code reads from states and exit codes
 * @param explanation one sentence: what it is
 * @param remedy what to do; {@code {namespace}}, {@code {pod}}, {@code {container}}, {@code {workload}}, {@code {kind}}, {@code {cluster}},
 *     {@code {node}} and {@code {image}} are filled in
 * @param source where the knowledge comes from
 */
public record Cause(String id, Set<Stage> stages, List<Sign> signs, String explanation, String remedy, String source) {

    public Cause {
        stages = Set.copyOf(stages);
        signs = List.copyOf(signs);
    }

    /**
     * A text it is seen by.
     *
     * @param reasons of the Event, state or condition; empty for any, but then what the program itself wrote is not searched
     * @param message searched for in the message; its named groups become the cause's detail
     */
    public record Sign(Set<String> reasons, Pattern message) {
        public Sign {
            reasons = Set.copyOf(reasons);
        }
    }
}
