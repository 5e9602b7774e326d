// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/**
 * Java's client, made for the first request. GlassFish 8 tells Java which keys it has, but not their password, until
 * something of its own has needed them: at a deployment Java's TLS, and so the client, would fail.
 */
final class LazyClient {

    /** What {@link SSLContext#getDefault()} is. */
    interface Tls {
        SSLContext context() throws NoSuchAlgorithmException;
    }

    private final HttpClient.Builder builder;
    private final Tls tls;
    private HttpClient client;

    LazyClient(HttpClient.Builder builder, Tls tls) {
        this.builder = builder;
        this.tls = tls;
    }

    /** It; where TLS does not work, the next call tries again. */
    synchronized HttpClient get() throws IOException {
        if (client == null) {
            client = builder.sslContext(context()).build();
        }
        return client;
    }

    private SSLContext context() throws IOException {
        try {
            return tls.context();
        } catch (NoSuchAlgorithmException unusable) {
            throw new IOException("Java's TLS does not work on this server: " + unusable.getMessage(), unusable);
        }
    }
}
