package io.podtide.wire.avro;

import io.podtide.detect.observation.KubeEvent;
import io.podtide.detect.observation.KubeEvent.Regarding;
import io.podtide.wire.format.AvroInput;
import io.podtide.wire.format.AvroLayout;
import io.podtide.wire.format.AvroOutput;

/** {@link KubeEvent} as Avro: most records that are no status of a pod are one. */
public final class KubeEventAvro {

    public static final AvroLayout<KubeEvent> LAYOUT =
            new AvroLayout<>(io.podtide.schema.KubeEvent.getClassSchema(), KubeEventAvro::write, KubeEventAvro::read);

    private KubeEventAvro() {}

    private static void write(AvroOutput out, KubeEvent event) {
        out.text(event.cluster());
        out.optional(event.workload(), WorkloadAvro::write);
        out.text(event.uid());
        out.number(event.resourceVersion());
        out.time(event.observedAt());
        write(out, event.regarding());
        out.bool(event.warning());
        out.text(event.reason());
        out.text(event.message());
        out.text(event.component());
        out.optionalText(event.node());
        out.number(event.count());
        out.time(event.firstAt());
        out.time(event.lastAt());
    }

    private static void write(AvroOutput out, Regarding regarding) {
        out.text(regarding.kind());
        out.text(regarding.namespace());
        out.text(regarding.name());
        out.text(regarding.uid());
        out.text(regarding.fieldPath());
    }

    private static KubeEvent read(AvroInput in) {
        return new KubeEvent(
                in.word(),
                in.optional(WorkloadAvro::read),
                in.text(),
                in.number(),
                in.time(),
                regarding(in),
                in.bool(),
                in.word(),
                in.text(),
                in.word(),
                in.optionalWord(),
                in.small(),
                in.time(),
                in.time());
    }

    private static Regarding regarding(AvroInput in) {
        return new Regarding(in.word(), in.word(), in.text(), in.text(), in.word());
    }
}
