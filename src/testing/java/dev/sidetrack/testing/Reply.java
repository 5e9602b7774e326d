// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * An answer of a {@link HttpRecorder}, good or bad. Immutable: each method returns a copy.
 *
 * <pre>{@code
 * Reply.of(429).header("Retry-After", "17")
 * Reply.json("{\"status\":\"success\"}").after(Duration.ofSeconds(2))
 * Reply.never()
 * }</pre>
 *
 * @param status the HTTP status
 * @param headers the headers besides {@code Content-Length}, which the recorder writes
 * @param body the body
 * @param manner how much of it is sent
 * @param delay the time until it is sent
 */
public record Reply(int status, Map<String, String> headers, String body, Manner manner, Duration delay) {

    /** How much of an answer is sent. */
    public enum Manner {
        /** All of it. */
        WHOLE,
        /** Half of it, then the connection is reset. */
        BROKEN_OFF,
        /** Half of it, then nothing more. */
        UNFINISHED,
        /** Nothing. */
        NEVER
    }

    /**
     * {@return a reply with this status and nothing else}
     *
     * @param status the HTTP status
     */
    public static Reply of(int status) {
        return new Reply(status, Map.of(), "", Manner.WHOLE, Duration.ZERO);
    }

    /**
     * {@return a reply with status 200 and this JSON body}
     *
     * @param body the body
     */
    public static Reply json(String body) {
        return of(200).body(body);
    }

    /**
     * Never answers, and leaves the connection open.
     *
     * @return the reply
     */
    public static Reply never() {
        return new Reply(200, Map.of(), "", Manner.NEVER, Duration.ZERO);
    }

    /**
     * {@return this reply with another body}
     *
     * @param body the body
     */
    public Reply body(String body) {
        return new Reply(status, headers, body, manner, delay);
    }

    /**
     * {@return this reply with one more header}
     *
     * @param name the header's name
     * @param value the header's value
     */
    public Reply header(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, body, manner, delay);
    }

    /** {@return this reply, with the connection reset in the middle of the body} */
    public Reply brokenOff() {
        return new Reply(status, headers, body, Manner.BROKEN_OFF, delay);
    }

    /** {@return this reply, cut off in the middle while the connection stays open} */
    public Reply unfinished() {
        return new Reply(status, headers, body, Manner.UNFINISHED, delay);
    }

    /**
     * {@return this reply after a delay}
     *
     * @param delay the time from the request to the reply
     */
    public Reply after(Duration delay) {
        return new Reply(status, headers, body, manner, delay);
    }

    /** Writes it; returns whether the connection stays usable. */
    boolean write(Socket connection) throws IOException {
        if (manner == Manner.NEVER) {
            return true;
        }
        LockSupport.parkNanos(delay.toNanos());
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var promised = manner == Manner.WHOLE ? bytes.length : bytes.length + 1000;
        var head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (status != 204 && status != 304) {
            head.append("Content-Length: ").append(promised).append("\r\n");
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (status != 204 && status != 304) {
            whole.writeBytes(bytes);
        }
        // In one piece: a second one would wait until the client has acknowledged the first.
        whole.writeTo(connection.getOutputStream());
        if (manner == Manner.BROKEN_OFF) {
            connection.setSoLinger(true, 0);
        }
        return manner != Manner.BROKEN_OFF;
    }
}
