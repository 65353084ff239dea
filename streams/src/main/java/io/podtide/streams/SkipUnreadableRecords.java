package io.podtide.streams;

import io.podtide.wire.registry.SchemaRegistryException;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/**
 * A record that nobody can read is kept as a dead letter, and the rest goes on. One whose schema cannot be asked for at the moment
 * is none: nothing goes on until the registry answers, or good records would be put aside.
 */
public final class SkipUnreadableRecords extends LogAndContinueExceptionHandler {

    private StreamsMeters meters = StreamsMeters.none();

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        meters = StreamsSettings.meters(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        for (Throwable t = exception; t != null; t = t.getCause()) {
            if (t instanceof SchemaRegistryException) {
                return Response.fail();
            }
        }
        meters.unreadable();
        return super.handleError(new DeadLetter(context), record, exception);
    }
}
