package io.podtide.streams;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every instance reads all of {@code podtide.rules}, before its first record and from then on. What cannot be taken must not
 * throw: it would end every instance, at every start.
 */
final class ReadRules implements Processor<String, byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadRules.class);

    private final RulesInForce rules;
    private final KeyValueStore<String, byte[]> store;

    private ReadRules(RulesInForce rules, ProcessorContext<Void, Void> context) {
        this.rules = rules;
        this.store = context.getStateStore(Stores.RULES);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        var name = record.key();
        if (name == null) {
            LOG.error("rules refused: a record without key names no set");
        } else if (record.value() == null) {
            rules.remove(name);
            store.delete(name);
        } else if (taken(name, record.value())) {
            store.put(name, record.value());
        }
    }

    private boolean taken(String name, byte[] yaml) {
        try {
            return rules.put(name, yaml);
        } catch (RuntimeException | StackOverflowError e) { // nobody's text may do that, but if one does, life goes on
            LOG.error("rules refused, those of before stay in force: set={}", name, e);
            return false;
        }
    }

    /** Makes one for each instance. */
    record Supplier(RulesInForce rules) implements ProcessorSupplier<String, byte[], Void, Void> {
        @Override
        public Processor<String, byte[], Void, Void> get() {
            return new Initialised<>(context -> new ReadRules(rules, context));
        }
    }
}
