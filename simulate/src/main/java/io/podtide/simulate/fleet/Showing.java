package io.podtide.simulate.fleet;

import io.podtide.simulate.take.Act;
import io.podtide.simulate.take.Cast;
import io.podtide.simulate.take.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;

/** A take that is being shown: how far it has come. */
final class Showing {

    /** More than happens to one object in a millisecond. */
    private static final long VERSIONS = 1_024;

    private final Cast cast;
    private final List<Step> begin;
    private List<Step> end;
    private int told;

    /** @param end empty as long as it is not known how and when it ends */
    Showing(Cast cast, List<Step> begin, List<Step> end) {
        this.cast = cast;
        this.begin = begin;
        this.end = end;
    }

    /** One whose begin was told before anybody looked. */
    static Showing old(Cast cast, List<Step> begin) {
        var showing = new Showing(cast, begin, List.of());
        showing.told = begin.size();
        return showing;
    }

    /** Nothing has changed up to then. */
    static Line bookmark(String cluster, long at) {
        var object =
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + at * VERSIONS + "\"}}";
        return new Line(
                Instant.ofEpochMilli(at), cluster, Line.Type.BOOKMARK, false, object.getBytes(StandardCharsets.UTF_8));
    }

    void end(List<Step> how) {
        end = how;
    }

    /** Epoch milliseconds of the last step of the begin. */
    long begun() {
        return at(begin.size() - 1);
    }

    boolean hasNext() {
        return told < begin.size() + end.size();
    }

    /** Epoch milliseconds of the next step. */
    long next() {
        return at(told);
    }

    Told tell() {
        return told(told++);
    }

    /** What a list would have: the newest of each object that is still there. */
    List<Told> present() {
        var newest = new LinkedHashMap<Integer, Told>();
        for (int i = 0; i < told; i++) {
            var now = told(i);
            if (now.type() == Step.Type.DELETED) {
                newest.remove(step(i).object());
            } else {
                newest.put(step(i).object(), now);
            }
        }
        return List.copyOf(newest.values());
    }

    /** An object as it was seen at one time; its text is made when it is wanted. */
    record Told(long at, Step step, Cast cast, int number) {

        Step.Type type() {
            return step.type();
        }

        /** Rises with every change of an object, and is the same whenever the same state is told. */
        byte[] object() {
            return step.text().show(cast, at * VERSIONS + number % VERSIONS);
        }
    }

    private Told told(int number) {
        return new Told(at(number), step(number), cast, number);
    }

    private Step step(int number) {
        return number < begin.size() ? begin.get(number) : end.get(number - begin.size());
    }

    private long at(int number) {
        return cast.time(
                number < begin.size() ? Act.BEGIN : Act.END, step(number).millis());
    }
}
