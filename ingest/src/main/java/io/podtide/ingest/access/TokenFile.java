package io.podtide.ingest.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token in a file, which the kubelet, or whoever keeps it, replaces every hour: read for each request, never kept. */
public final class TokenFile implements Credentials {

    private final Path file;
    private volatile String last = "";

    public TokenFile(Path file) {
        this.file = file;
    }

    @Override
    public String getToken() {
        last = read();
        return last;
    }

    @Override
    public boolean rejected() {
        return !read().equals(last);
    }

    private String read() {
        try {
            var token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new CredentialException("the token file " + file + " is empty", null);
            }
            return token;
        } catch (IOException e) {
            throw new CredentialException("the token file " + file + " does not exist or cannot be read", e);
        }
    }
}
