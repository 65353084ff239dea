package io.podtide.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WriteBehindStoreTest {

    private final KeyValueStore<String, String> store =
            WriteBehindStore.of(inMemory().withLoggingDisabled(), 3).build();

    @BeforeEach
    void open() {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsBackWhatChangesUntilItIsAskedToWrite() {
        store.put("a", "1");
        store.put("a", "2");
        assertThat(store.get("a")).isEqualTo("2");
        assertThat(below().get("a")).isNull();

        writeBehind().flushCache();

        assertThat(below().get("a")).isEqualTo("2");
        below().put("a", "changed below");
        writeBehind().flushCache();
        assertThat(below().get("a")).as("what has not changed is not written").isEqualTo("changed below");
        assertThat(store.get("a")).as("nor read again").isEqualTo("2");
    }

    @Test
    void aKeyThatIsDeletedIsGoneAtOnceAndBelowInTime() {
        store.put("a", "1");
        writeBehind().flushCache();

        assertThat(store.delete("a")).isEqualTo("1");

        assertThat(store.get("a")).isNull();
        assertThat(below().get("a")).isEqualTo("1");
        writeBehind().flushCache();
        assertThat(below().get("a")).isNull();
        assertThat(store.putIfAbsent("a", "3")).isNull();
        assertThat(store.putIfAbsent("a", "4")).isEqualTo("3");
    }

    @Test
    void ofMoreThanItHoldsOneThatWasNotUsedLatelyIsWrittenAndForgotten() {
        store.putAll(List.of(KeyValue.pair("a", "1"), KeyValue.pair("b", "2"), KeyValue.pair("c", "3")));
        assertThat(store.get("a")).isEqualTo("1");

        store.put("d", "4");

        assertThat(below().get("b")).isEqualTo("2");
        assertThat(below().get("a")).isNull();
        assertThat(store.get("b")).isEqualTo("2");
    }

    @Test
    void ofThoseThatAreAllInUseTheEldestMakesRoom() {
        store.putAll(List.of(KeyValue.pair("a", "1"), KeyValue.pair("b", "2"), KeyValue.pair("c", "3")));
        store.putAll(List.of(KeyValue.pair("a", "4"), KeyValue.pair("b", "5"), KeyValue.pair("c", "6")));

        store.put("d", "7");

        assertThat(below().get("a")).isEqualTo("4");
        assertThat(below().get("b")).isNull();
        assertThat(store.get("a")).isEqualTo("4");
    }

    @Test
    void ofManyThatChangeAllAreWritten() {
        for (int i = 0; i < 20; i++) {
            store.put("key " + i, "" + i);
        }
        assertThat(keys(store)).hasSize(20);
    }

    @Test
    void oneThatHoldsASingleValueLosesNone() {
        var narrow = WriteBehindStore.of(inMemory().withLoggingDisabled(), 1).build();
        narrow.init(new MockProcessorContext<>().getStateStoreContext(), narrow);
        narrow.put("a", "1");
        narrow.put("b", "2");
        assertThat(narrow.get("a")).isEqualTo("1");
        narrow.put("a", "3");
        assertThat(narrow.get("b")).isEqualTo("2");
        assertThat(keys(narrow)).containsExactly("a", "b");
        assertThat(narrow.get("a")).isEqualTo("3");
        narrow.close();
    }

    @Test
    void whatIsReadAsAWholeIsComplete() {
        below().put("x/0", "0");
        store.put("x/1", "1");
        store.put("y/1", "2");
        store.delete("x/0");

        assertThat(keys(store)).containsExactly("x/1", "y/1");
        store.put("x/2", "3");
        var found = new ArrayList<String>();
        try (var ofX = store.prefixScan("x/", new StringSerializer())) {
            ofX.forEachRemaining(entry -> found.add(entry.key));
        }
        assertThat(found).containsExactly("x/1", "x/2");
        store.put("x/3", "4");
        try (var range = store.range("x/2", "x/3")) {
            assertThat(range).toIterable().hasSize(2);
        }
    }

    /** What is put below behind its back would be found there: so it shows who is asked. */
    @Test
    void onceAllHasBeenReadTheStoreBelowIsNotAskedForNewKeys() {
        store.put("a", "1");
        below().put("unseen", "0");
        assertThat(keys(store)).containsExactly("a", "unseen");
        below().put("behind its back", "2");

        assertThat(store.get("behind its back")).isNull();
        assertThat(store.get("unseen")).isEqualTo("0");
    }

    @Test
    void onceAllHasBeenReadWhatIsWrittenAndMakesRoomIsFound() {
        assertThat(keys(store)).isEmpty();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 10; i++) {
                store.put("key " + i, "" + i);
            }
            for (int i = 0; i < 10; i++) {
                assertThat(store.get("key " + i)).isEqualTo("" + i);
                assertThat(store.delete("key " + i)).isEqualTo("" + i);
                assertThat(store.get("key " + i)).isNull();
            }
        }
        assertThat(keys(store)).isEmpty();
    }

    @Test
    void whatIsWrittenWhileAllIsReadIsFoundAfterwards() {
        store.putAll(List.of(KeyValue.pair("a", "1"), KeyValue.pair("b", "2")));
        try (var all = store.all()) {
            all.next();
            store.putAll(List.of(KeyValue.pair("0", "3"), KeyValue.pair("c", "4"), KeyValue.pair("d", "5")));
            writeBehind().flushCache();
            while (all.hasNext()) {
                all.next();
            }
        }
        store.putAll(List.of(KeyValue.pair("e", "6"), KeyValue.pair("f", "7"), KeyValue.pair("g", "8")));
        assertThat(store.get("0")).isEqualTo("3");
        assertThat(store.get("d")).isEqualTo("5");
    }

    @Test
    void aTransactionThatIsGivenUpIsForgotten() {
        store.put("a", "1");
        store.close();
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
        assertThat(store.get("a")).isNull();
    }

    @Test
    void aValueThatCannotBeWrittenStaysAsItWasAndHoldsUpNoOther() {
        var serde = Serdes.serdeFrom(
                (topic, value) -> {
                    if (value.equals("bad")) {
                        throw new SerializationException("it is bad");
                    }
                    return new StringSerializer().serialize(topic, value);
                },
                new StringDeserializer());
        var builder = org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                        org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("picky"), Serdes.String(), serde)
                .withLoggingDisabled();
        var picky = WriteBehindStore.of(builder, 3).build();
        picky.init(new MockProcessorContext<>().getStateStoreContext(), picky);
        picky.put("a", "1");
        assertThat(keys(picky)).containsExactly("a");

        picky.put("a", "bad");
        picky.put("b", "2");

        assertThat(keys(picky)).containsExactly("a", "b");
        assertThat(picky.get("a")).as("in use").isEqualTo("bad");
        try (var below = picky.all()) {
            assertThat(below.next()).as("kept").isEqualTo(KeyValue.pair("a", "1"));
        }
        picky.close();
    }

    @Test
    void aCacheBehindItIsRefused() {
        var builder = WriteBehindStore.of(inMemory(), 3);
        assertThatThrownBy(builder::withCachingEnabled).isInstanceOf(UnsupportedOperationException.class);
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.withLoggingDisabled().loggingEnabled()).isFalse();
    }

    /** It is asked by a class of Kafka Streams that is not part of its API: this must fail where that has changed. */
    @Test
    void kafkaAsksForWhatIsKeptBackBeforeItCommits() {
        var topology = new Topology()
                .addSource("in", new StringDeserializer(), new StringDeserializer(), "in")
                .addProcessor("keep", new Keep.Supplier(), "in");
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        try (var driver = new TopologyTestDriver(topology, properties)) {
            driver.createInputTopic("in", new StringSerializer(), new StringSerializer())
                    .pipeInput("a", "1");
            var changelog =
                    driver.createOutputTopic("app-store-changelog", new StringDeserializer(), new StringDeserializer());
            assertThat(changelog.readKeyValuesToList()).containsExactly(KeyValue.pair("a", "1 twice"));
        }
    }

    private static final class Keep extends ContextualProcessor<String, String, Void, Void> {

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, String> kept = context().getStateStore("store");
            kept.put(record.key(), record.value());
            kept.put(record.key(), record.value() + " twice");
        }

        private static final class Supplier implements ProcessorSupplier<String, String, Void, Void> {
            @Override
            public Processor<String, String, Void, Void> get() {
                return new Keep();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return Set.of(WriteBehindStore.of(inMemory().withLoggingEnabled(Map.of()), 3));
            }
        }
    }

    private WrappedStateStore<KeyValueStore<String, String>, ?, ?> writeBehind() {
        return (WriteBehindStore<String>) store;
    }

    private KeyValueStore<String, String> below() {
        return writeBehind().wrapped();
    }

    private static StoreBuilder<KeyValueStore<String, String>> inMemory() {
        return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
                org.apache.kafka.streams.state.Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.String());
    }

    private static List<String> keys(KeyValueStore<String, String> store) {
        var keys = new ArrayList<String>();
        try (var all = store.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }
}
