package io.podtide.streams;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.rocksdb.RocksDBException;

/**
 * A record that no step can take is kept as a dead letter, and the rest goes on. Where it is not the record that is bad but the
 * disk or Kafka, nothing goes on: skipped, it would be lost, and the next one with it.
 */
public final class SkipBadRecords extends LogAndContinueProcessingExceptionHandler {

    private StreamsMeters meters = StreamsMeters.none();

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        meters = StreamsSettings.meters(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        if (!isOfTheRecord(exception)) {
            return Response.fail();
        }
        meters.failed();
        return super.handleError(new DeadLetter(context), record, exception);
    }

    static boolean isOfTheRecord(Exception exception) {
        boolean other = false;
        for (Throwable t = exception; t != null; t = t.getCause()) {
            if (t instanceof StateFailure) {
                return false;
            }
            if (t instanceof SerializationException) {
                return true;
            }
            other |= t instanceof KafkaException || t instanceof RocksDBException;
        }
        return !other;
    }
}
