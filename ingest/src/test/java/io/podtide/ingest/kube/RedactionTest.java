package io.podtide.ingest.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
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
                    amqp://u:p@ss@mq:5672/v                               | amqp://***@mq:5672/v
                    postgres://u:p/w0rd@db:5432/shop?x=1                  | postgres://***@db:5432/shop?x=1
                    git clone https://s3cr3t0123456789abcdef@git.example  | git clone https://***@git.example
                    app:hunter2@tcp(db:3306)/shop: refused                | ***@tcp(db:3306)/shop: refused
                    jdbc:oracle:thin:scott/tiger@db:1521:x                | jdbc:oracle:thin:***@db:1521:x
                    Server=db;User Id=app;Password=hunter2;Encrypt=no     | Server=db;User Id=app;Password=***;Encrypt=no
                    AccountName=a;AccountKey=Zm9v/YmFy==;Suffix=net       | AccountName=a;AccountKey=***;Suffix=net
                    Endpoint=sb://x/;SharedAccessKey=abc=                 | Endpoint=sb://x/;SharedAccessKey=***
                    proxy-authorization: Basic dXNlcjpwYXNz               | proxy-authorization: ***
                    "Authorization":"Bearer a.b","Accept":"x"             | "Authorization":***,"Accept":"x"
                    curl -H 'Authorization: Bearer abc' x                 | curl -H 'Authorization: ***' x
                    sent basic dXNlcjpwYXNz= to x                         | sent basic *** to x
                    Set-Cookie: sid=abc; Path=/                           | Set-Cookie: ***
                    x-api-key: 0a1b2c3d end                               | x-api-key: *** end
                    {"auths":{"reg.io":{"auth":"dXNlcjpwYXNz"}}}          | {"auths":{"reg.io":{"auth":***}}}
                    dockercfg eyJhdXRocyI6eyJyZWcuaW8iOnt9fX0= bad        | dockercfg *** bad
                    github_pat_11AAAAAAA0abcdefghij_klm is revoked        | *** is revoked
                    AIzaSyA0123456789abcdefghijklmnopqrstuv rejected      | *** rejected
                    post https://hooks.slack.com/services/T0/B0/abcdef12  | post https://hooks.slack.com/services/***
                    key sk-proj-Abcdefghij0123456789xyz is wrong          | key *** is wrong
                    sk_live_0123456789abcdefgh was refused                | *** was refused
                    AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfi    | AWS_SECRET_ACCESS_KEY=***
                    ?X-Amz-Signature=abc0&X-Amz-Date=2026                 | ?X-Amz-Signature=***&X-Amz-Date=2026
                    ?sv=2022&sig=abc%2Fdef%3D&se=2026                     | ?sv=2022&sig=***&se=2026
                    --password hunter2 --verbose                          | --password *** --verbose
                    --db-token="a b" run                                  | --db-token=*** run
                    :password => "hunter2", :user => "u"                  | :password => ***, :user => "u"
                    q=password%3Dhunter2&x=1                              | q=password%3D***&x=1
                    DB_PASS=hunter2 dbPass=hunter2                        | DB_PASS=*** dbPass=***
                    {"password":"a\\"b","user":"u"}                      | {"password":***,"user":"u"}
                    {"password":"a\\\\","user":"u"}                     | {"password":***,"user":"u"}
                    {Name:app Token:abc Port:1}                           | {Name:app Token:*** Port:1}
                    {user: u, token: abc1234}                             | {user: u, token: ***}
                    <db><password>hunter2</password></db>                 | <db><password>***</password></db>
                    api_token: 0a1b2c3d4e rejected                        | api_token: *** rejected
                    """)
    void secretsAreMasked(String text, String masked) {
        assertThat(Redaction.mask(text)).isEqualTo(masked);
        assertThat(Redaction.mask(masked)).isEqualTo(masked);
    }

    @Test
    void yaml() {
        assertThat(Redaction.mask("""
                user: app
                token: abc
                password: |
                  line one
                  line two
                clientSecret: >-
                  more
                port: 1
                """)).isEqualTo("""
                user: app
                token: ***
                password: ***
                clientSecret: ***
                port: 1
                """);
    }

    @Test
    void jsonWithinJson() {
        assertThat(Redaction.mask("{\"m\":\"{\\\"password\\\":\\\"a\\\\\\\"b\\\",\\\"user\\\":\\\"u\\\"}\"}"))
                .isEqualTo("{\"m\":\"{\\\"password\\\":***,\\\"user\\\":\\\"u\\\"}\"}");
    }

    @Test
    void aKeyWhoseBeginningWasCutOff() {
        assertThat(Redaction.mask("...\nMIIEvQIBADANBgkqhkiG9w0\nAbCd==\n-----END PRIVATE KEY-----\nb"))
                .isEqualTo("...***\nb");
    }

    /** A regular expression that backtracks would take for ever, whatever the machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a ",
                "a=",
                "a: ",
                "password=",
                "password=\"",
                "password: |\n ",
                "\\",
                "\\\"",
                "//",
                "//a:",
                "//a:b@",
                "@tcp(a:",
                "eyJ",
                "bearer ",
                "basic a",
                "authorization: ",
                "-----BEGIN PRIVATE KEY-----",
                "A-----END PRIVATE KEY-----",
                "sk-",
                "sk-a",
                "xoxb-",
                "SG.",
                "<password>",
                "{",
                "--token ",
                ".",
                "\uD83D",
                "\n",
                "PRIVATE KEY@</AKIA"
            })
    void megabytesOfAnything(String unit) {
        var text = unit.repeat((2 << 20) / unit.length());
        var masked = assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> Redaction.mask(text + "x password=hunter2 y=\"'" + text));
        assertThat(masked).hasSizeLessThanOrEqualTo(Redaction.MAX_LENGTH);
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
                "may require authorization: authorization failed: no basic auth credentials",
                "failed to pull https://registry:5000/app@sha256:abc",
                "back-off 5m0s restarting failed container=app pod=web-1_shop(4e2c)",
                "0/4 nodes are available: 3 node(s) had untolerated taint {token: x}.",
                "failed to get secret: secrets \"db-creds-2\" is forbidden",
                "Error: secret: db-creds-2 not found",
                "spec.volumes[0].secret.secretName=db-creds",
                "secretName: \"db-creds\", tokenPath: \"/var/run/token\", tokenExpirationSeconds=3607",
                "flag needs an argument: --token",
                "unknown flag: --token-file /etc/x",
                "Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\"",
                "unexpected media type text/html for sha256:9b9d9c3f0c7f3b3c: not found, bearer authentication failed",
                "Failed to pull image \"registry:5000/team/app@sha256:1234abcd\": rpc error: code = NotFound",
                "dial tcp 10.0.0.1:443: connect: connection refused, see mailto:ops@example.com",
                "pod sk-production-eu-west-1-payments-7f is gone",
                "exceeded quota: q, requested: secrets=1, used: secrets=10, limited: secrets=10",
                "bypass=true compass=north author: x9y8z7w6",
                "using key api-key-7f from Secret shop/api-keys",
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
