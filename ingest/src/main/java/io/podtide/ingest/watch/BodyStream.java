package io.podtide.ingest.watch;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream, read ahead by a bounded amount: then the client asks the connection for no more until
 * somebody reads, and the API server waits. fabric8's own stream copies byte by byte, and changes threads for every chunk,
 * which for a pod costs more than to decode it.
 */
final class BodyStream extends InputStream implements AsyncBody.Consumer<List<ByteBuffer>> {

    /** Bytes; a chunk of 8 KiB, or a frame of HTTP/2, more at most. */
    static final int READ_AHEAD = 1 << 18;

    private final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();
    private @Nullable AsyncBody body;
    private int ahead;
    private boolean paused;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable failure;

    /** The answer has come: its body may be read. */
    void begin(AsyncBody answer) {
        synchronized (this) {
            body = answer;
        }
        var unused = answer.done().whenComplete((nothing, why) -> end(why));
        answer.consume();
    }

    private synchronized void end(@Nullable Throwable why) {
        failure = why;
        ended = true;
        notifyAll();
    }

    @Override
    public void consume(List<ByteBuffer> more, AsyncBody from) {
        if (isWanted(more)) {
            from.consume();
        }
    }

    private synchronized boolean isWanted(List<ByteBuffer> more) {
        if (closed) {
            return false;
        }
        for (var chunk : more) {
            chunks.add(chunk);
            ahead += chunk.remaining();
        }
        notifyAll();
        paused = ahead >= READ_AHEAD;
        return !paused;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        AsyncBody toResume;
        int count;
        synchronized (this) {
            var chunk = awaitChunk();
            if (chunk == null) {
                return -1;
            }
            count = Math.min(length, chunk.remaining());
            chunk.get(into, offset, count);
            if (!chunk.hasRemaining()) {
                chunks.remove();
            }
            ahead -= count;
            // By half, so that the two threads do not wait for each other at every chunk.
            toResume = paused && ahead < READ_AHEAD / 2 ? body : null;
            paused &= toResume == null;
        }
        if (toResume != null) {
            toResume.consume();
        }
        return count;
    }

    private @Nullable ByteBuffer awaitChunk() throws IOException {
        try {
            while (chunks.isEmpty() && !ended && !closed) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading");
        }
        if (closed) {
            throw new IOException("closed");
        }
        if (chunks.isEmpty() && failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        return chunks.peek();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int available() {
        synchronized (this) {
            return ahead;
        }
    }

    /** May be called by any thread; whoever reads is told. */
    @Override
    public void close() {
        AsyncBody toCancel;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            chunks.clear();
            ahead = 0;
            toCancel = ended ? null : body;
            notifyAll();
        }
        if (toCancel != null) {
            toCancel.cancel();
        }
    }
}
