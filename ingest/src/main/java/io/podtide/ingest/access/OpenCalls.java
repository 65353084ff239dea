package io.podtide.ingest.access;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.Call;
import okhttp3.Response;

/**
 * The requests of one cluster that are under way, and whose they are. A thread that reads from a socket feels no interrupt:
 * its call is cancelled.
 */
final class OpenCalls {

    private final Map<Call, Thread> calls = new ConcurrentHashMap<>();

    void add(Call call, Thread owner) {
        calls.put(call, owner);
    }

    void remove(Call call) {
        calls.remove(call);
    }

    /** One that nobody reads. */
    void discard(Answer answer) {
        remove(answer.call());
        answer.response().close();
    }

    void cancel(Collection<Thread> owners) {
        calls.forEach((call, owner) -> {
            if (owners.contains(owner)) {
                call.cancel();
            }
        });
    }

    void cancelAll() {
        calls.keySet().forEach(Call::cancel);
    }

    InputStream body(Call call, Response response, Thread owner) {
        return new Body(call, response, owner);
    }

    private final class Body extends FilterInputStream {

        private final Call call;
        private final Thread owner;

        Body(Call call, Response response, Thread owner) {
            super(response.body().byteStream());
            this.call = call;
            this.owner = owner;
        }

        /** By the reader: what is left is drained if that is little, and the connection kept. By others: it is cut. */
        @Override
        public void close() throws IOException {
            if (Thread.currentThread() != owner) {
                call.cancel();
                return;
            }
            remove(call);
            super.close();
        }
    }
}
