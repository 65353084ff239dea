package io.podtide.ingest.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.podtide.ingest.kube.ListMeta;
import io.podtide.ingest.kube.PageDecoder;
import io.podtide.ingest.kube.WatchEvent;
import io.podtide.ingest.kube.WatchEventDecoder;
import io.podtide.ingest.watch.ClusterException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Lists a resource and watches it from there, for ever: resumes from the last version seen when a watch ends or breaks, and
 * lists again when that version is too old, or when nothing has been said for so long that a list must show that there was
 * nothing to say. One thread runs it, until it is interrupted or the listener throws; {@link #checkQuiet} is called by another.
 */
final class ResourceWatch implements WatchThreads.Task {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration LIST_PAGE = Duration.ofMinutes(2);

    private final Resource resource;
    private final ApiRequests requests;
    private final ResourceListener listener;
    private final WatchSettings settings;
    private final WatchReports reports;
    private final BackOff backOff;
    private final Waiting waiting = new Waiting();

    private final ResumePoint point;

    private Duration doubtedAfter;

    /** Where the server failed last without giving a reason to list again. */
    private @Nullable String failedAt;

    ResourceWatch(
            Resource resource,
            ApiRequests requests,
            ResourceListener listener,
            ResumePoint point,
            WatchSettings settings,
            WatchReports reports) {
        this.resource = resource;
        this.requests = requests;
        this.listener = listener;
        this.point = point;
        this.settings = settings;
        this.reports = reports;
        this.backOff = settings.backOff();
        this.doubtedAfter = doubtedAfter();
    }

    @Override
    public void run() throws InterruptedException {
        while (true) {
            Thread.sleep(next().toMillis());
        }
    }

    /** One list, if needed, and one watch. Returns how long to wait before the next. */
    private Duration next() throws InterruptedException {
        try {
            var lasted = watch(from());
            if (waiting.wasBrokenOff()) {
                reports.silent(resource);
            }
            return lasted ? Duration.ZERO : backOff.next(Duration.ZERO);
        } catch (ClusterException e) {
            if (e.kind() == Kind.EXPIRED || (e.kind() == Kind.FAILED && Objects.equals(point.read(), failedAt))) {
                point.read(null);
            }
            failedAt = e.kind() == Kind.FAILED ? point.read() : null;
            reports.problem(resource, e);
            return backOff.next(e.retryAfter());
        }
    }

    private String from() throws InterruptedException {
        var read = point.read();
        if (read != null && waiting.silence().compareTo(doubtedAfter) <= 0) {
            return read;
        }
        var listed = list(read == null ? listener::listBegins : listener::checkBegins);
        point.read(listed);
        waiting.forgetSilence();
        doubtedAfter = doubtedAfter();
        return listed;
    }

    /**
     * How long watches may be silent, all in all, before a list is to show that there was nothing to say: a proxy may open
     * watches that never deliver. By chance, so that a quiet fleet is not listed in one moment.
     */
    private Duration doubtedAfter() {
        var quiet = settings.quiet().toMillis();
        return Duration.ofMillis(3 * quiet + ThreadLocalRandom.current().nextLong(2 * quiet + 1));
    }

    private String list(Runnable begins) throws InterruptedException {
        begins.run();
        var decoder = new PageDecoder(listener::listed, problem -> reports.unreadable(resource, problem));
        var page = page(decoder, "");
        while (!page.next().isEmpty()) {
            page = page(decoder, "&continue=" + URLEncoder.encode(page.next(), UTF_8));
        }
        listener.listEnds();
        return page.resourceVersion();
    }

    private ListMeta page(PageDecoder decoder, String next) throws InterruptedException {
        var asked = "list " + resource;
        var path = resource.path() + "?limit=" + settings.pageSize() + next;
        try (var answer = requests.get(path, asked, LIST_PAGE);
                var parser = JSON.createParser(answer)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw requests.problems().failed(asked, "the answer is no JSON");
            }
            var page = decoder.read(parser);
            if (page.resourceVersion().isEmpty()) {
                // Whatever a proxy said: taken for an empty list, it would delete all pods.
                throw requests.problems().failed(asked, "the answer is no list");
            }
            return page;
        } catch (IOException e) {
            throw broken(asked, e);
        }
    }

    /** False where it ended before it had begun: to ask again at once would be a storm. */
    private boolean watch(String from) throws InterruptedException {
        var seconds = settings.watchFor().toSeconds();
        seconds += ThreadLocalRandom.current().nextLong(seconds + 1);
        var path = resource.path() + "?watch=1&allowWatchBookmarks=true&resourceVersion=" + from + "&timeoutSeconds="
                + seconds;
        var asked = "watch " + resource;
        var all = Duration.ofSeconds(seconds).plus(settings.quiet());
        try (var answer = requests.get(path, asked, all)) {
            listener.live();
            reports.live(resource);
            return readLines(answer);
        } catch (IOException e) {
            if (waiting.wasBrokenOff() && !Thread.currentThread().isInterrupted()) {
                return true; // asked again at once: who does not answer then is the one who is gone
            }
            throw broken(asked, e);
        } finally {
            listener.ended();
        }
    }

    private ClusterException broken(String asked, IOException e) throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException(); // which the client closes the connection for
        }
        return requests.problems().unreachable(asked, e);
    }

    private boolean readLines(InputStream answer) throws IOException {
        var lines = new Lines(answer);
        var begun = System.nanoTime();
        while (waiting.forLine(lines, answer)) {
            WatchEventDecoder.decodeLine(
                    lines.buffer(),
                    lines.from(),
                    lines.length(),
                    this::handle,
                    (number, problem) -> reports.unreadable(resource, problem));
        }
        return System.nanoTime() - begun > settings.firstRetry().toNanos();
    }

    private void handle(WatchEvent event) {
        var object = event.object();
        if (object == null) {
            return;
        }
        if (event.type().equals("ERROR")) {
            throw requests.problems()
                    .refused("watch " + resource, object.code(), object.message(), object.retryAfter());
        }
        backOff.reset();
        if (!event.type().equals("BOOKMARK")) {
            listener.changed(event.type(), object);
        }
        if (!object.resourceVersion().isEmpty()) {
            point.read(object.resourceVersion());
        }
    }

    /**
     * Ends a watch that has been silent for too long: a half-open connection looks like a quiet cluster. And the other way
     * round: an API server sends bookmarks only of versions that are newer than the one a watch began from.
     */
    void checkQuiet() {
        waiting.breakOffAfter(settings.quiet());
    }
}
