package io.podtide.ingest.access;

import io.fabric8.kubernetes.client.OAuthTokenProvider;

/** Says with every request who we are, by a token that does not live for long. */
public interface Credentials extends OAuthTokenProvider {

    /**
     * The token of this moment.
     *
     * @throws CredentialException where there is none
     */
    @Override
    String getToken();

    /** The server did not take the last one. True where another is worth a try. */
    boolean rejected();
}
