package io.podtide.streams;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * What Kafka makes a dead letter of, such that it can be written: one that is refused ends every instance at the same record again.
 * No time is before 1970; and since the reason comes on top, what is too large is left out, and a header says of how many bytes.
 */
final class DeadLetter implements ErrorHandlerContext {

    /** Bytes of a record's key and value; of its headers a quarter of that. Half of what a broker takes by default. */
    static final int LARGEST = 512 << 10;

    static final String KEY_LEFT_OUT = "podtide.key.left.out.bytes";
    static final String VALUE_LEFT_OUT = "podtide.value.left.out.bytes";
    static final String HEADERS_LEFT_OUT = "podtide.headers.left.out.bytes";

    private final ErrorHandlerContext source;
    private final Headers headers;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;

    DeadLetter(ErrorHandlerContext source) {
        this.source = source;
        this.headers = new RecordHeaders();
        copyHeaders();
        this.key = kept(source.sourceRawKey(), LARGEST, KEY_LEFT_OUT);
        this.value = kept(source.sourceRawValue(), LARGEST - size(key), VALUE_LEFT_OUT);
    }

    private void copyHeaders() {
        var all = source.headers();
        if (all == null) {
            return;
        }
        int bytes = 0;
        for (var header : all) {
            bytes += header.key().length() + size(header.value());
        }
        if (bytes > LARGEST / 4) {
            leftOut(HEADERS_LEFT_OUT, bytes);
        } else {
            all.forEach(headers::add);
        }
    }

    private byte @Nullable [] kept(byte @Nullable [] bytes, int atMost, String name) {
        if (size(bytes) <= atMost) {
            return bytes;
        }
        leftOut(name, size(bytes));
        return null;
    }

    private void leftOut(String name, int bytes) {
        headers.add(name, Integer.toString(bytes).getBytes(StandardCharsets.UTF_8));
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    @Override
    public String topic() {
        return source.topic();
    }

    @Override
    public int partition() {
        return source.partition();
    }

    @Override
    public long offset() {
        return source.offset();
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public String processorNodeId() {
        return source.processorNodeId();
    }

    @Override
    public TaskId taskId() {
        return source.taskId();
    }

    @Override
    public long timestamp() {
        return Math.max(0, source.timestamp());
    }

    @Override
    public byte @Nullable [] sourceRawKey() {
        return key;
    }

    @Override
    public byte @Nullable [] sourceRawValue() {
        return value;
    }
}
