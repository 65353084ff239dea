package io.podtide.wire.avro;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.podtide.detect.incident.Incident;
import io.podtide.detect.observation.ClusterClock;
import io.podtide.detect.observation.ContainerStatus;
import io.podtide.detect.observation.PodStatus;
import io.podtide.detect.observation.Unseen;
import io.podtide.detect.symptom.Symptom;
import io.podtide.detect.symptom.SymptomChange;
import io.podtide.schema.Change;
import io.podtide.schema.ClockMark;
import io.podtide.schema.ClusterPart;
import io.podtide.schema.ContainerRole;
import io.podtide.schema.Delivery;
import io.podtide.schema.IncidentKind;
import io.podtide.schema.IncidentScope;
import io.podtide.schema.IncidentState;
import io.podtide.schema.Resolution;
import io.podtide.schema.Severity;
import io.podtide.schema.UnseenReason;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Constants are mapped by name: each of ours must have its symbol, and no symbol may be without ours but those named here. */
class SameConstantsTest {

    @TestFactory
    Stream<DynamicTest> everyConstantHasItsSymbol() {
        return Map.<Class<? extends Enum<?>>, Class<? extends Enum<?>>>ofEntries(
                        entry(PodStatus.Delivery.class, Delivery.class),
                        entry(ContainerStatus.Role.class, ContainerRole.class),
                        entry(ClusterClock.Mark.class, ClockMark.class),
                        entry(Symptom.class, io.podtide.schema.Symptom.class),
                        entry(SymptomChange.Change.class, Change.class),
                        entry(Incident.State.class, IncidentState.class),
                        entry(Incident.Kind.class, IncidentKind.class),
                        entry(Incident.Scope.class, IncidentScope.class),
                        entry(Incident.Severity.class, Severity.class),
                        entry(Incident.Resolution.class, Resolution.class),
                        entry(Unseen.Part.class, ClusterPart.class),
                        entry(Unseen.Reason.class, UnseenReason.class))
                .entrySet()
                .stream()
                .map(pair -> DynamicTest.dynamicTest(
                        pair.getValue().getSimpleName(),
                        () -> assertThat(names(pair.getValue()).filter(name -> !name.matches("OTHER|PROGRESS|WELLS")))
                                .containsExactlyElementsOf(names(pair.getKey()).toList())));
    }

    private static Stream<String> names(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Enum::name);
    }
}
