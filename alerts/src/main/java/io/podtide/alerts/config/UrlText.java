package io.podtide.alerts.config;

import java.io.IOException;
import java.net.URI;

/** URLs that come out of a secret. */
public final class UrlText {

    private UrlText() {}

    /** @throws IOException without the text, which may be a credential, if it is not one that we speak to */
    public static URI parse(String text) throws IOException {
        return Reads.httpUrl(text)
                .orElseThrow(() -> new IOException("the URL is not one with http or https and a host"));
    }
}
