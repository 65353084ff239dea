package io.podtide.ingest.access;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.CertUtils;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Trusts what kubectl trusts: the certificate-authority of the kubeconfig and no other. fabric8 adds it to the public ones,
 * which trusts more than anybody asked for, and reads and keeps all of them for each cluster.
 */
final class ServerTrust {

    private ServerTrust() {}

    static boolean isNeeded(Config config) {
        return !config.isTrustCerts() && (isSet(config.getCaCertData()) || isSet(config.getCaCertFile()));
    }

    private static boolean isSet(String text) {
        return text != null && !text.isEmpty();
    }

    static void apply(Config config, OkHttpClient.Builder http) throws GeneralSecurityException, IOException {
        var trust = trustOf(config);
        var context = SSLUtils.sslContext(SSLUtils.keyManagers(config), new TrustManager[] {trust});
        http.sslSocketFactory(context.getSocketFactory(), trust);
    }

    private static X509TrustManager trustOf(Config config) throws GeneralSecurityException, IOException {
        var authorities = KeyStore.getInstance(KeyStore.getDefaultType());
        authorities.load(null, null);
        try (var pem = CertUtils.getInputStreamFromDataOrFile(config.getCaCertData(), config.getCaCertFile())) {
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                authorities.setCertificateEntry("ca-" + authorities.size(), certificate);
            }
        }
        if (authorities.size() == 0) {
            throw new CertificateException("certificate-authority holds no certificate");
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (var manager : factory.getTrustManagers()) {
            if (manager instanceof X509TrustManager trust) {
                return trust;
            }
        }
        throw new CertificateException("this Java has no X.509 trust manager");
    }
}
