package io.podtide.trends.store;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Rows in the text format of PostgreSQL's COPY, made as they are read. */
final class CopyText extends InputStream {

    private final Iterator<Object[]> rows;
    private final StringBuilder line = new StringBuilder();
    private byte[] bytes = {};
    private int next;

    CopyText(List<Object[]> rows) {
        this.rows = rows.iterator();
    }

    @Override
    public int read() {
        return fill() ? bytes[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - next);
        System.arraycopy(bytes, next, into, from, count);
        next += count;
        return count;
    }

    private boolean fill() {
        if (next < bytes.length) {
            return true;
        }
        if (!rows.hasNext()) {
            return false;
        }
        line.setLength(0);
        while (rows.hasNext() && line.length() < 32_768) {
            append(rows.next());
        }
        bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        next = 0;
        return true;
    }

    private void append(Object[] row) {
        for (int i = 0; i < row.length; i++) {
            if (i > 0) {
                line.append('\t');
            }
            if (row[i] == null) {
                line.append("\\N");
            } else if (row[i] instanceof String text) {
                escape(text);
            } else {
                line.append(row[i]);
            }
        }
        line.append('\n');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> line.append("\\\\");
                case '\t' -> line.append("\\t");
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\0' -> line.append('\uFFFD'); // PostgreSQL has no such character in a text
                default -> line.append(c);
            }
        }
    }
}
