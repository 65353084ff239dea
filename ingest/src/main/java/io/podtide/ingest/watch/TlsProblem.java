package io.podtide.ingest.watch;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why there is no TLS connection, in one line. */
final class TlsProblem {

    private TlsProblem() {}

    static String describe(SSLException failure) {
        var said = String.valueOf(failure.getMessage())
                .replaceAll("\\s*\\R\\s*", " ")
                .strip();
        if (failure instanceof SSLPeerUnverifiedException) {
            return "no TLS connection: its certificate is not for this host name: " + said;
        }
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof CertificateExpiredException || e instanceof CertificateNotYetValidException) {
                return "no TLS connection: its certificate has expired, or our clock is wrong: " + e.getMessage();
            }
        }
        return "no TLS connection: " + said + ". Does certificate-authority in the kubeconfig belong to this server?";
    }
}
