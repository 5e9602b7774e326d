// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Somebody at 127.0.0.1 who shows a certificate and says nothing more. */
final class TlsListener implements AutoCloseable {

    static final String PASSWORD = "changeit";

    final AtomicInteger connections = new AtomicInteger();
    private final SSLServerSocket server;

    private TlsListener(SSLServerSocket server) {
        this.server = server;
        var thread = new Thread(this::serve, "tls-listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** The file of a certificate, with its key; what it is for: {@code this-host} or {@code other-host}. */
    static Path store(String name) {
        return Path.of("src/test/resources/dev/sidetrack/queue/artemis", name + ".p12");
    }

    static TlsListener with(String name) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store(name).toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new TlsListener((SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getByName("127.0.0.1")));
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = (SSLSocket) server.accept()) {
                connections.incrementAndGet();
                socket.startHandshake();
            } catch (IOException refused) {
                // By the client, or by the end of the test.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
