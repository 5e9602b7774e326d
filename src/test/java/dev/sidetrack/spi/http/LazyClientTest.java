// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class LazyClientTest {

    private final AtomicInteger asked = new AtomicInteger();

    /** As on GlassFish 8, which sets TLS up when it needs it. */
    private final LazyClient lazy = new LazyClient(HttpClient.newBuilder(), () -> {
        if (asked.incrementAndGet() == 1) {
            throw new NoSuchAlgorithmException("no password");
        }
        return SSLContext.getDefault();
    });

    @Test
    void client_madeWithoutARequest_asksForNoTls() {
        assertThat(asked).hasValue(0);
    }

    @Test
    void client_whereTlsWorksLater_failsAtFirstAndThenIsThatOne() throws Exception {
        assertThatIOException()
                .isThrownBy(lazy::get)
                .withMessage("Java's TLS does not work on this server: no password");

        var client = lazy.get();

        assertThat(lazy.get()).isSameAs(client);
        assertThat(asked).hasValue(2);
    }
}
