package io.podtide.detect.workload;

import io.podtide.detect.cause.Cause;
import io.podtide.detect.cause.CauseCatalogue;
import io.podtide.detect.incident.Incident;

/** Gives an incident its words: the sentence that says what it is, and what to do about its cause. */
public final class Wording {

    private final CauseCatalogue catalogue;

    public Wording(CauseCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The same with a summary and a remedy of what it is now. */
    public Incident of(Incident draft) {
        var entry = catalogue.find(draft.cause());
        var summary = Words.summary(draft, entry.map(Cause::explanation).orElse(""));
        var remedy = entry.map(cause -> Words.fillIn(cause.remedy(), draft)).orElse("");
        return draft.toBuilder().summary(summary).remedy(remedy).build();
    }
}
