package io.podtide.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.podtide.wire.registry.SchemaIds;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLHandshakeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaProblemsTest {

    private static final String LISTED = " (docs/security.md lists what a role needs)";

    @Test
    void whatIsNotPermittedIsNamed() {
        var topics = new TopicAuthorizationException(Set.of("podtide.b", "podtide.a"));
        assertThat(KafkaProblems.describe(new KafkaException("task 0_1", topics)))
                .isEqualTo("it does not permit us the use of topic podtide.a, podtide.b" + LISTED);
        assertThat(KafkaProblems.describe(GroupAuthorizationException.forGroupId("podtide")))
                .isEqualTo("it does not permit us to READ group podtide" + LISTED);
        assertThat(KafkaProblems.isDenied(new ExecutionException(topics))).isTrue();
    }

    @Test
    void whyNobodyIsLetInIsSaidInOneLine() {
        var tls = new SslAuthenticationException("SSL handshake failed", new SSLHandshakeException("no\n  path"));
        assertThat(KafkaProblems.describe(tls)).startsWith("no TLS connection: no path. Do ssl.truststore.*");
        assertThat(KafkaProblems.describe(new SaslAuthenticationException("wrong password")))
                .isEqualTo("it does not let us in: wrong password");
        assertThat(KafkaProblems.knows(new ExecutionException(tls))).isTrue();
        assertThat(KafkaProblems.isDenied(tls)).isFalse();
    }

    @Test
    void aRegistryThatIsAwayIsNamedWhateverWasBeingDone() {
        var ids = SchemaIds.from(Map.of("schema.registry.url", "http://127.0.0.1:9"));
        var away = catchThrowable(() -> ids.schemaOf(4_711));
        assertThat(KafkaProblems.describe(new KafkaException("failed to initialize processor track-pods", away)))
                .startsWith("Cannot reach the schema registry at http://127.0.0.1:9/schemas/ids/4711: ");
    }

    @Test
    void anythingElseSaysItself() {
        assertThat(KafkaProblems.describe(new TimeoutException("no\nanswer"))).isEqualTo("no answer");
        assertThat(KafkaProblems.describe(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
        assertThat(KafkaProblems.knows(new TimeoutException("no answer"))).isFalse();
    }
}
