// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.OnceAMinute;
import dev.sidetrack.Texts;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import jakarta.jms.JMSRuntimeException;
import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.util.function.LongSupplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Looks at the certificate of a broker before Artemis' client does, as long as that has not connected: it would write a
 * stack trace to the log at each attempt, and tell us nothing of the reason. What is refused here is told once a
 * minute.
 */
final class CertificateCheck {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int ANSWER_TIMEOUT_MILLIS = 5_000;

    private final InetSocketAddress broker;
    private final Settings settings;
    private final OnceAMinute minute;
    private volatile boolean good;

    private CertificateCheck(InetSocketAddress broker, Settings settings, LongSupplier nanoClock) {
        this.broker = broker;
        this.settings = settings;
        this.minute = new OnceAMinute(nanoClock);
        this.good = broker == null;
    }

    /** Of the broker at that address; nothing is looked at where there is no TLS, or its details are in the URL. */
    static CertificateCheck of(Settings settings, InetSocketAddress broker, LongSupplier nanoClock) {
        var ours =
                settings.get(Keys.BROKER_TLS) && !settings.get(Keys.BROKER_URL).contains("?");
        return new CertificateCheck(ours ? broker : null, settings, nanoClock);
    }

    /** Artemis' client has connected: no need to look again, until it fails to. */
    void connected() {
        good = true;
    }

    void failed() {
        good = broker == null;
    }

    /**
     * Looks at it, if the broker is there.
     *
     * @throws JMSRuntimeException if the certificate is refused
     */
    void check() {
        if (!good) {
            var reason = reasonToRefuse();
            if (reason != null) {
                refuse("The certificate of the broker at " + broker.getHostString() + ":" + broker.getPort()
                        + " is rejected: " + reason);
            }
        }
    }

    private void refuse(String reason) {
        if (minute.isDue()) {
            LOG.log(
                    Level.WARNING,
                    "{0}. It must be issued for that host, and {1} must trust it.",
                    Texts.printable(reason),
                    Keys.BROKER_TRUST_STORE.name());
        }
        throw new JMSRuntimeException(reason);
    }

    private String reasonToRefuse() {
        try {
            handshake();
            return null;
        } catch (IOException | GeneralSecurityException failed) {
            // Whatever else it is, Artemis' client finds out.
            return certificateTrouble(failed);
        }
    }

    private void handshake() throws IOException, GeneralSecurityException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(broker.getHostString(), broker.getPort()), CONNECT_TIMEOUT_MILLIS);
            plain.setSoTimeout(ANSWER_TIMEOUT_MILLIS);
            var socket = (SSLSocket) sockets().createSocket(plain, broker.getHostString(), broker.getPort(), true);
            var parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    /** Made anew each time, since the stores may have been mended. */
    private SSLSocketFactory sockets() throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(keys(), trust(), null);
        return context.getSocketFactory();
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store(Keys.BROKER_TRUST_STORE, Keys.BROKER_TRUST_STORE_PASSWORD));
        return factory.getTrustManagers();
    }

    private KeyManager[] keys() throws IOException, GeneralSecurityException {
        var store = store(Keys.BROKER_KEY_STORE, Keys.BROKER_KEY_STORE_PASSWORD);
        if (store == null) {
            return null;
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password(Keys.BROKER_KEY_STORE_PASSWORD));
        return factory.getKeyManagers();
    }

    private KeyStore store(Key<String> path, Key<String> password) throws IOException, GeneralSecurityException {
        var file = settings.get(path);
        return file == null ? null : KeyStore.getInstance(new File(file), password(password));
    }

    private char[] password(Key<String> key) {
        var password = settings.get(key);
        return password == null ? null : password.toCharArray();
    }

    /** What is wrong with the certificate, or {@code null} if it is something else. */
    private static String certificateTrouble(Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return cause.getMessage();
            }
        }
        return null;
    }
}
