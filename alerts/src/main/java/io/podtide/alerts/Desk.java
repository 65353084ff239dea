package io.podtide.alerts;

import io.podtide.alerts.calm.Calm;
import io.podtide.alerts.calm.Delivery.DeadLetter;
import io.podtide.alerts.state.StateLog;
import io.podtide.alerts.state.StateReader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One time at the desk, from taking it over to leaving it. Each step takes in what has come, decides, keeps what has changed in
 * one transaction, and only then lets the senders send.
 */
final class Desk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration LOOKS_AT_PARTITIONS_EVERY = Duration.ofSeconds(30);

    private final ConfigFile file;
    private final InstantSource clock;
    private final StateLog log;
    private final IncidentReader incidents;
    private final Calm calm;
    private final Senders senders;
    private final AlertsStatus status;
    private final AlertsMetrics metrics;
    private final Complaints complaints;
    private Instant partitionsLookedAt;

    /** Whoever was at the desk before cannot write any more when it returns, and all is known that was known there. */
    Desk(AlertsSettings settings, ConfigFile file, InstantSource clock, Watched watched, Consumer<String> notes) {
        this.file = file;
        this.status = watched.status();
        this.metrics = watched.metrics();
        this.complaints = new Complaints(notes);
        this.clock = clock;
        var unusedNews = file.changed(clock.instant()); // nobody looked while another was at the desk
        this.log = StateLog.open(settings.kafka(), settings.group());
        try {
            var kept = StateReader.read(settings.kafka());
            var random = new Random();
            calm = new Calm(file.config(), kept.offsets().isEmpty(), random::nextDouble);
            kept.restore(calm);
            incidents = IncidentReader.open(settings, kept.offsets().orElse(Map.of()));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
        senders = new Senders(file.config(), settings.mask(), incidents::wake);
        partitionsLookedAt = clock.instant();
        receivers();
        catchUp();
        notes.accept("alerts: at the desk, " + calm.size() + " incidents known, "
                + file.config().receivers().size() + " receivers");
    }

    /** In steps that are kept, so that a long history is not read twice. */
    private void catchUp() {
        while (!incidents.caughtUp()) {
            var batch = incidents.poll(WAIT);
            batch.incidents().forEach(incident -> calm.take(incident, clock.instant()));
            status.moved();
            if (!calm.first() && !batch.empty()) {
                log.commit(calm.changes(), incidents.offsets(), calm.deadLetters(), batch.unreadable());
            }
        }
        calm.begin(clock.instant());
        keepAndSend(new IncidentReader.Batch(List.of(), List.of(), false));
    }

    /** One step; returns after a moment if nothing happens. */
    void step() {
        var batch = incidents.poll(WAIT);
        var now = clock.instant();
        batch.incidents().forEach(incident -> calm.take(incident, now));
        batch.unreadable()
                .forEach(r -> LOG.error("alerts: not an incident: partition={} offset={}", r.partition(), r.offset()));
        for (var event : senders.drain()) {
            take(event, now);
        }
        file.changed(now).ifPresent(config -> {
            calm.config(config, now);
            senders.config(config);
            receivers();
        });
        calm.tick(now);
        keepAndSend(batch);
        show();
    }

    private void take(Sender.Event event, Instant now) {
        var delivery = event.delivery();
        if (delivery == null || event.outcome() == null) {
            calm.done(event.parcel());
        } else if (event.parcel().refresh()) {
            metrics.refreshed(delivery.ref().receiver(), event.outcome(), now);
            calm.again(delivery.ref(), event.outcome());
        } else {
            metrics.attempted(delivery, event.outcome(), now);
            complaints.take(delivery, event.outcome(), now);
            calm.report(delivery.ref(), event.outcome(), now);
        }
    }

    private void receivers() {
        var names = file.config().receivers().keySet();
        status.receivers(names);
        metrics.receivers(names);
    }

    private void show() {
        status.moved();
        status.incidents(calm.size());
        status.fileRejected(file.rejected());
        file.config().receivers().keySet().forEach(name -> status.waiting(name, calm.waiting(name)));
    }

    private void keepAndSend(IncidentReader.Batch batch) {
        var parcels = calm.parcels(clock.instant());
        var changes = calm.changes();
        var dead = calm.deadLetters();
        dead.forEach(this::givenUp);
        if (parcels.isEmpty() && changes.isEmpty() && dead.isEmpty() && batch.empty()) {
            return;
        }
        // Also where there is nothing new to keep: that it can be kept proves that nobody else is at the desk.
        long provenAt = System.nanoTime();
        log.commit(changes, incidents.offsets(), dead, batch.unreadable());
        parcels.forEach(parcel -> senders.send(parcel, provenAt));
    }

    private void givenUp(DeadLetter letter) {
        var ref = letter.delivery().ref();
        metrics.deadLetter(ref.receiver());
        // A logger for each receiver: what is said of one is no repetition of what is said of another.
        LoggerFactory.getLogger(Desk.class.getName() + '.' + ref.receiver())
                .error("alerts: given up: receiver={} notice={} why={}", ref.receiver(), ref.entity(), letter.why());
    }

    /** It has to be taken over anew: incidents have more partitions than they had. */
    boolean outgrown() {
        var now = clock.instant();
        if (partitionsLookedAt.plus(LOOKS_AT_PARTITIONS_EVERY).isAfter(now)) {
            return false;
        }
        partitionsLookedAt = now;
        return incidents.outgrown();
    }

    void wake() {
        incidents.wake();
    }

    /** What is under way is cut; whoever is at the desk next sends it again under the same key. */
    @Override
    public void close() {
        senders.close();
        incidents.close();
        log.close();
    }
}
