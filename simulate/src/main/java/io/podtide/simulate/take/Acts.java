package io.podtide.simulate.take;

import java.util.ArrayList;
import java.util.List;

/** The steps of a take. */
record Acts(List<Step> begin, List<Step> end) {

    Acts() {
        this(new ArrayList<>(), new ArrayList<>());
    }

    void add(Act act, Step step) {
        (act == Act.BEGIN ? begin : end).add(step);
    }
}
