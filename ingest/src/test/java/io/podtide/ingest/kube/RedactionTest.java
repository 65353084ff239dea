package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Authorization: Basic dXNlcjpwYXNz                     | Authorization: ***
                    sent Bearer abc123.def-456 to x                       | sent Bearer *** to x
                    DB_PASSWORD=hunter2 exit                              | DB_PASSWORD=*** exit
                    --token=abc --verbose                                 | --token=*** --verbose
                    client_secret = 'a b c', next                         | client_secret = ***, next
                    GET /x?api_key=abc&limit=1                            | GET /x?api_key=***&limit=1
                    {"password": "a b", "user": "u"}                      | {"password": ***, "user": "u"}
                    {\\"apiToken\\":\\"abc\\",\\"user\\":\\"u\\"}         | {\\"apiToken\\":***,\\"user\\":\\"u\\"}
                    login with password: hunter2 failed                   | login with password: *** failed
                    key AKIAABCDEFGHIJKLMNOP is bad                       | key *** is bad
                    jwt eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.abc-def         | jwt ***
                    ghp_abcdefghijklmnopqrstuvwxyz0123456789 leaked       | *** leaked
                    dial postgres://app:s3cr3t@db:5432/shop               | dial postgres://***@db:5432/shop
                    redis://:s3cr3t@cache                                 | redis://***@cache
                    """)
    void secretsAreMasked(String text, String masked) {
        assertThat(Redaction.mask(text)).isEqualTo(masked);
        assertThat(Redaction.mask(masked)).isEqualTo(masked);
    }

    @Test
    void privateKeysAreMaskedToTheirEnd() {
        assertThat(Redaction.mask("a\n-----BEGIN RSA PRIVATE KEY-----\nMII\n-----END RSA PRIVATE KEY-----\nb"))
                .isEqualTo("a\n***\nb");
        assertThat(Redaction.mask("a -----BEGIN PRIVATE KEY-----\nMII")).isEqualTo("a ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error: secret \"db\" not found",
                "couldn't find key password in Secret shop/db",
                "pull access denied, repository does not exist: no basic auth credentials",
                "failed to fetch anonymous token: unexpected status from GET request to https://auth.docker.io/token?scope=repository%3Ax: 401",
                "MountVolume.SetUp failed for volume \"kube-api-access-x2x9z\" : failed to fetch token: serviceaccounts \"web\" not found",
                "failed to pull https://registry:5000/app@sha256:abc",
                "back-off 5m0s restarting failed container=app pod=web-1_shop(4e2c)",
                "0/4 nodes are available: 3 node(s) had untolerated taint {token: x}.",
                "tab\tand\u0007bell and \uD83D\uDE00"
            })
    void whatADiagnosisNeedsIsKept(String message) {
        assertThat(Redaction.mask(message)).isEqualTo(message);
    }

    @Test
    void aLongTextLosesItsMiddle() {
        var masked = Redaction.mask("first " + "x".repeat(5000) + " last");

        assertThat(masked).hasSize(Redaction.MAX_LENGTH).startsWith("first xxx").endsWith("xxx last");
    }

    @Test
    void aSecretBeyondTheCutIsMaskedAll() {
        assertThat(Redaction.mask("x".repeat(5000) + " password=hunter2")).endsWith(" password=***");
    }

    @Test
    void halfPairsAreReplaced() {
        assertThat(Redaction.mask("a\uD83Db")).isEqualTo("a\uFFFDb");
        assertThat(Redaction.mask("\uD83D\uDE00".repeat(3000)))
                .doesNotContain("\uFFFD\uFFFD")
                .hasSize(2048);
    }
}
