package io.podtide.streams;

import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** A processor that is made when its context is there, so that all of its fields can be final. */
final class Initialised<KIn, VIn, KOut, VOut> implements Processor<KIn, VIn, KOut, VOut> {

    private final Function<ProcessorContext<KOut, VOut>, Processor<KIn, VIn, KOut, VOut>> maker;
    private @Nullable Processor<KIn, VIn, KOut, VOut> made;

    Initialised(Function<ProcessorContext<KOut, VOut>, Processor<KIn, VIn, KOut, VOut>> maker) {
        this.maker = maker;
    }

    @Override
    public void init(ProcessorContext<KOut, VOut> context) {
        made = maker.apply(context);
    }

    @Override
    public void process(Record<KIn, VIn> record) {
        Objects.requireNonNull(made, "init comes first").process(record);
    }

    /** A task that is closed may be initialised again: what this one has scheduled would go on beside the next. */
    @Override
    public void close() {
        if (made != null) {
            made.close();
            made = null;
        }
    }
}
