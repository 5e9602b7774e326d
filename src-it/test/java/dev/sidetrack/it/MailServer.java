package dev.sidetrack.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Speaks as much SMTP (RFC 5321) as a mail session needs, and keeps each message as it came. */
final class MailServer {

    private static final int PATIENCE_SECONDS = 60;

    private final ServerSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

    MailServer() {
        try {
            socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var thread = new Thread(this::listen, "mail-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next message, its lines ended by line feeds alone. */
    String message() {
        try {
            var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no mail has come");
            }
            return message;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    boolean hasMore() {
        return !messages.isEmpty();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** A deployment descriptor's mail session of that name, which sends here. */
    String session(String name) {
        return """
                <mail-session>
                    <name>%s</name>
                    <transport-protocol>smtp</transport-protocol>
                    <host>127.0.0.1</host>
                    <from>server@shop.example</from>
                    <property><name>mail.smtp.port</name><value>%d</value></property>
                </mail-session>
                """.formatted(name, port());
    }

    private void listen() {
        while (true) {
            try (var client = socket.accept()) {
                answer(client);
            } catch (IOException hungUp) {
                // Another one may come.
            }
        }
    }

    private void answer(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        say(client, "220 shop.example");
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            switch (line.toUpperCase(Locale.ROOT).replaceAll("[ :].*", "")) {
                case "DATA" -> {
                    say(client, "354 go on");
                    messages.add(read(lines));
                    say(client, "250 taken");
                }
                case "QUIT" -> {
                    say(client, "221 bye");
                    return;
                }
                default -> say(client, "250 ok");
            }
        }
    }

    private static String read(BufferedReader lines) throws IOException {
        var message = new StringBuilder();
        for (var line = lines.readLine(); line != null && !line.equals("."); line = lines.readLine()) {
            message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        }
        return message.toString();
    }

    private static void say(Socket client, String reply) throws IOException {
        client.getOutputStream().write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
    }
}
