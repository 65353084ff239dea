package io.podtide.cli.simulate;

import io.podtide.simulate.take.Truth;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What fails in a fleet, a row for each workload or node. */
public final class TruthFile implements Closeable {

    private final Writer out;
    private long rows;

    private TruthFile(Writer out) {
        this.out = out;
    }

    /** An existing file is replaced; without one the rows are counted only. */
    public static TruthFile create(@Nullable Path file) throws IOException {
        var truth =
                new TruthFile(file == null ? Writer.nullWriter() : new BufferedWriter(Files.newBufferedWriter(file)));
        truth.write(Truth.columns());
        return truth;
    }

    /** In the order of {@link Truth#columns}. */
    public void add(List<String> row) {
        write(row);
        rows++;
    }

    private void write(List<String> row) {
        try {
            out.write(String.join("\t", row) + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public long rows() {
        return rows;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
