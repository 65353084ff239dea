package io.podtide.trends.http;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.javalin.http.Context;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    /** As those of a request are that the server has given up, because it stops or nobody listens any more. */
    private static Context dead() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("request already recycled");
                });
    }

    /** Javalin would call it again with what it throws, and with what it throws then. */
    @Test
    void whatFailsForNobodyIsNotAnsweredForEver() {
        assertThatCode(() -> Problems.bug(new IllegalStateException("writing failed"), dead()))
                .doesNotThrowAnyException();
    }
}
