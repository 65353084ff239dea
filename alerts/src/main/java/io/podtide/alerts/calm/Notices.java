package io.podtide.alerts.calm;

import io.podtide.alerts.config.AlertsConfig;
import io.podtide.detect.incident.Incident.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Notices by what they are about and for whom, whatever that is: an incident, a storm or a digest. */
final class Notices {

    private final Known known;

    Notices(Known known) {
        this.known = known;
    }

    /** Null where it is about nothing that is known any more. */
    @Nullable
    Notice get(Ref ref) {
        if (ref.entity().startsWith(Ref.INCIDENT)) {
            var one = known.incident(ref.id());
            return one == null ? null : one.notice(ref.receiver());
        }
        if (ref.entity().startsWith(Ref.STORM)) {
            var storm = known.storms().get(ref.id());
            return storm == null ? null : storm.notice();
        }
        var digest = known.digest(ref.id());
        return digest == null ? null : digest.notice(ref.receiver());
    }

    void put(Ref ref, Notice notice) {
        var one = known.incident(ref.id());
        var storm = known.storms().get(ref.id());
        var digest = known.digest(ref.id());
        if (ref.entity().startsWith(Ref.INCIDENT) && one != null) {
            known.put(one.with(ref.receiver(), notice));
        } else if (ref.entity().startsWith(Ref.STORM) && storm != null) {
            known.put(storm.with(notice));
        } else if (ref.entity().startsWith(Ref.DIGEST) && digest != null) {
            known.put(digest.with(ref.receiver(), notice));
        }
    }

    /** The message of an attempt as it should be now; null where it is about nothing that is known any more. */
    @Nullable
    Delivery delivery(Ref ref, Attempt attempt, AlertsConfig config, Instant now) {
        var notice = get(ref);
        var told = notice == null ? null : notice.told();
        var handle = notice == null ? Map.<String, String>of() : notice.handle();
        if (ref.entity().startsWith(Ref.INCIDENT)) {
            var one = known.incident(ref.id());
            return one == null ? null : new CaseView(one, config, now).delivery(ref, attempt, told, handle);
        }
        if (ref.entity().startsWith(Ref.STORM)) {
            var storm = known.storms().get(ref.id());
            return storm == null ? null : StormView.delivery(storm, known.members(storm), ref, attempt, config);
        }
        var digest = known.digest(ref.id());
        return digest == null ? null : edition(digest, ref, attempt, told, handle);
    }

    private static Delivery edition(
            Digest digest, Ref ref, Attempt attempt, @Nullable Content told, Map<String, String> handle) {
        return new Delivery(
                ref,
                attempt,
                attempt.since(),
                told,
                handle,
                Severity.INFO,
                digest.team(),
                List.of(),
                0,
                0,
                null,
                digest.edition());
    }
}
