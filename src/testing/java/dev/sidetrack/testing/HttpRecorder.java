// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Stands in for the service that a provider posts to: an HTTP server on a free port of 127.0.0.1 that records each
 * request as it came over the wire, and answers as you tell it to, well or badly.
 *
 * <pre>{@code
 * try (var collector = new HttpRecorder()) {
 *     collector.answer(Reply.of(503).header("Retry-After", "7"));
 *     …
 *     assertEquals("/batch/", collector.only().path());
 * }
 * }</pre>
 *
 * <p>It speaks plain HTTP/1.1 and reads bodies with a {@code Content-Length}, as {@code HttpSender} sends them.
 */
public final class HttpRecorder implements AutoCloseable {

    private final ServerSocket server;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile Reply otherwise = Reply.of(200);
    private volatile Consumer<RecordedRequest> listener = request -> {};

    /**
     * Listens on a free port, and answers 200.
     *
     * @throws IOException if there is no free port
     */
    public HttpRecorder() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** {@return the address at which it listens, without a trailing slash} */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /**
     * Answers the next request with this reply.
     *
     * @param reply the answer
     */
    public void answer(Reply reply) {
        replies.add(reply);
    }

    /**
     * Answers all requests with this reply, except those that {@link #answer} is for.
     *
     * @param reply the answer
     */
    public void answerAll(Reply reply) {
        otherwise = reply;
    }

    /** Passes each request from now on to it, before it is answered. */
    void onRequest(Consumer<RecordedRequest> listener) {
        this.listener = listener;
    }

    /** {@return the requests received so far} */
    public List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * Waits until this number of requests has been received, for ten seconds at most.
     *
     * @param count how many
     * @throws InterruptedException if the test is interrupted
     */
    public void await(int count) throws InterruptedException {
        synchronized (requests) {
            for (var left = 200; requests.size() < count && left > 0; left--) {
                requests.wait(50);
            }
        }
    }

    /** {@return the only request received} */
    public RecordedRequest only() {
        if (requests.size() != 1) {
            throw new AssertionError("one request expected, not " + requests);
        }
        return requests.get(0);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var connection = server.accept();
                connections.add(connection);
                start(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            for (var request = read(in); request != null; request = read(in)) {
                received(request);
                var reply = replies.poll();
                if (!(reply == null ? otherwise : reply).write(connection)) {
                    return;
                }
            }
        } catch (IOException | UncheckedIOException gone) {
            // The client has closed, or the test has ended.
        }
    }

    private void received(RecordedRequest request) {
        synchronized (requests) {
            requests.add(request);
            requests.notifyAll();
        }
        listener.accept(request);
    }

    private static RecordedRequest read(InputStream in) throws IOException {
        var first = line(in);
        if (first == null) {
            return null;
        }
        var headers = new ArrayList<String>();
        for (var header = line(in); header != null && !header.isEmpty(); header = line(in)) {
            headers.add(header);
        }
        var request = new RecordedRequest(first, List.copyOf(headers), new byte[0]);
        var length = request.header("Content-Length");
        if (length == null && "chunked".equals(request.header("Transfer-Encoding"))) {
            throw new IOException("chunks are not understood here");
        }
        return length == null
                ? request
                : new RecordedRequest(first, request.headers(), in.readNBytes(Integer.parseInt(length)));
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            text.append((char) c);
        }
        // Header values are bytes; ours are ASCII, or the test checks what became of them.
        var bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "http-recorder");
        thread.setDaemon(true);
        thread.start();
    }
}
