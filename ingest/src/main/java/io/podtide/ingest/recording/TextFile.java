package io.podtide.ingest.recording;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file as UTF-8 text, whatever it was wrapped in. */
final class TextFile {

    private static final int BUFFER = 1 << 16;

    private TextFile() {}

    static InputStream open(Path file) throws IOException {
        var raw = Files.newInputStream(file);
        try {
            return text(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    static InputStream text(InputStream raw) throws IOException {
        var in = new BufferedInputStream(raw, BUFFER);
        var begin = peek(in);
        if (begin == 0x1f8b) {
            return text(new GZIPInputStream(in, BUFFER));
        }
        if (begin == 0xfeff || begin == 0xfffe) {
            // What `kubectl ... > file` writes in Windows PowerShell.
            return new ByteArrayInputStream(new String(in.readAllBytes(), UTF_16).getBytes(UTF_8));
        }
        return in;
    }

    private static int peek(InputStream in) throws IOException {
        in.mark(2);
        try {
            return in.read() << 8 | in.read();
        } catch (EOFException e) {
            return -1; // an archive torn at its very beginning: who reads on will say so, with file and line
        } finally {
            in.reset();
        }
    }
}
