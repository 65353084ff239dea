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
        return new Incident(
                draft.id(),
                draft.revision(),
                draft.state(),
                draft.kind(),
                draft.scope(),
                draft.severity(),
                draft.cluster(),
                draft.clusterUid(),
                draft.namespace(),
                draft.workloadKind(),
                draft.workload(),
                draft.node(),
                draft.container(),
                draft.pods(),
                draft.podCount(),
                draft.cause(),
                draft.causeDetail(),
                draft.evidence(),
                summary,
                remedy,
                draft.startedAt(),
                draft.openedAt(),
                draft.updatedAt(),
                draft.resolvedAt(),
                draft.resolution(),
                draft.occurrences(),
                draft.reopened(),
                draft.parentId(),
                draft.labels(),
                draft.rule());
    }
}
