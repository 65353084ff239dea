package io.podtide.wire.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.observation.PodStatus.Phase;
import io.podtide.detect.observation.PodStatus.RestartPolicy;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.observation.Unseen.Part;
import io.podtide.detect.observation.Unseen.Reason;
import io.podtide.schema.Change;
import io.podtide.schema.ClusterPart;
import io.podtide.schema.IncidentKind;
import io.podtide.schema.Symptom;
import io.podtide.schema.UnseenReason;
import io.podtide.wire.Samples;
import io.podtide.wire.SymptomRecord.OfPod;
import io.podtide.wire.format.Generic;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a newer writer may say arrives as the default of its enum. */
class NewerWriterTest {

    @Test
    void anUnknownKindOfIncidentIsNoIncident() {
        var avro = IncidentAvro.toAvro(Samples.incident());
        avro.put("kind", IncidentKind.OTHER);

        assertThat(IncidentAvro.fromAvro(avro)).isEmpty();
    }

    @Test
    void anUnknownSymptomIsNone() {
        var avro = SymptomRecordAvro.toAvro(new OfPod(Samples.symptom()));
        avro.put("symptom", Symptom.OTHER);

        assertThat(SymptomRecordAvro.fromAvro(avro)).isEmpty();
        assertThat(SymptomChangeAvro.fromAvro(avro)).isEmpty();
    }

    @Test
    void anUnknownChangeOfASymptomIsNone() {
        var avro = SymptomRecordAvro.toAvro(new OfPod(Samples.symptom()));
        avro.put("change", Change.PROGRESS);

        assertThat(SymptomRecordAvro.fromAvro(avro)).isEmpty();
        assertThat(SymptomChangeAvro.fromAvro(avro)).isEmpty();
    }

    @Test
    void anUnknownPartOfAClusterIsNoneAndAnUnknownReasonIsAFailure() {
        var avro = ClusterClockAvro.toAvro(Samples.partlySeenClock());
        avro.getUnseen().get(0).put("part", ClusterPart.OTHER);
        avro.getUnseen().get(1).put("reason", UnseenReason.OTHER);

        assertThat(ClusterClockAvro.fromAvro(avro).unseen())
                .containsExactly(new Unseen(Part.NODES, Reason.FAILED, Samples.at(1)));
    }

    @Test
    void anUnknownPhaseIsUnknownAndAnUnknownPolicyIsKubernetesDefault() throws IOException {
        var avro = Generic.of(PodStatusAvro.LAYOUT, Samples.barePod());
        assertThat(avro.get("phase")).hasToString("Unknown");
        assertThat(avro.get("restartPolicy")).hasToString("Always");

        avro.put("phase", "Hibernating");
        avro.put("restartPolicy", "Sometimes");

        assertThat(Generic.read(PodStatusAvro.LAYOUT, Generic.bytes(avro))).isEqualTo(Samples.barePod());
    }

    @Test
    void everyPhaseAndPolicyIsSpeltAsKubernetesSpellsIt() throws IOException {
        assertThat(avro(Phase.PENDING, RestartPolicy.ALWAYS)).isEqualTo("Pending Always");
        assertThat(avro(Phase.RUNNING, RestartPolicy.ON_FAILURE)).isEqualTo("Running OnFailure");
        assertThat(avro(Phase.SUCCEEDED, RestartPolicy.NEVER)).isEqualTo("Succeeded Never");
        assertThat(avro(Phase.FAILED, RestartPolicy.NEVER)).isEqualTo("Failed Never");
        assertThat(avro(Phase.UNKNOWN, RestartPolicy.ALWAYS)).isEqualTo("Unknown Always");
    }

    private static String avro(Phase phase, RestartPolicy policy) throws IOException {
        var pod = Samples.barePod("u", phase, policy);
        assertThat(Generic.read(PodStatusAvro.LAYOUT, Generic.bytes(PodStatusAvro.LAYOUT, pod)))
                .isEqualTo(pod);
        var avro = Generic.of(PodStatusAvro.LAYOUT, pod);
        return avro.get("phase") + " " + avro.get("restartPolicy");
    }
}
