package io.podtide.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a step says that cannot be encoded, a fault of ours, is told of in the log and left out: it would be said again after
 * every start. When it is found, with the {@linkplain Outbox commit}, nobody knows any more which record it came of, so that there
 * is no dead letter.
 */
public final class SkipUnwritableRecords extends DefaultProductionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SkipUnwritableRecords.class);

    private StreamsMeters meters = StreamsMeters.none();

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        meters = StreamsSettings.meters(configs);
    }

    @Override
    @SuppressWarnings("rawtypes") // as Kafka has it
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        if (!SkipBadRecords.isOfTheRecord(exception)) {
            return super.handleSerializationError(context, record, exception, origin);
        }
        meters.unwritable();
        LOG.error( // the message may quote the value
                "what a step says cannot be written: topic={} error={}",
                record.topic(),
                exception.getClass().getName());
        return Response.resume();
    }
}
