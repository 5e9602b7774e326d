// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostedBodyTest {

    private final SlowRequest request = new SlowRequest();
    private final List<String> answers = new ArrayList<>();

    @Test
    void read_bodyThatComesInParts_isAnsweredWhenAllIsThere() throws IOException {
        read(100);
        assertThat(request.timeout).isPositive();
        arrive("hal");
        arrive("f");
        assertThat(answers).isEmpty();
        request.listener.onAllDataRead();
        assertThat(answers).containsExactly("half");
        assertThat(request.completed).isEqualTo(1);
    }

    @Test
    void read_bodyThatIsTooLong_isAnsweredAtOnceAndOnce() throws IOException {
        read(5);
        arrive("0123");
        arrive("456789");
        assertThat(answers).containsExactly("012345");
        request.listener.onAllDataRead();
        request.listener.onError(new IOException("gone"));
        assertThat(answers).hasSize(1);
        assertThat(request.completed).isEqualTo(1);
    }

    @Test
    void read_clientThatGoes_isNotAnswered() throws IOException {
        read(100);
        arrive("ha");
        request.listener.onError(new IOException("gone"));
        request.async.onTimeout(null);
        request.listener.onAllDataRead();
        assertThat(answers).isEmpty();
        assertThat(request.completed).isEqualTo(1);
    }

    @Test
    void read_clientThatIsTooSlow_isToldSoOnce() throws IOException {
        read(100);
        arrive("ha");
        request.async.onTimeout(null);
        request.async.onTimeout(null);
        request.listener.onAllDataRead();
        assertThat(answers).containsExactly("late");
        assertThat(request.completed).isEqualTo(1);
    }

    @Test
    void read_bodyThatIsThere_isAnsweredAtOnceByTheSameThread() throws IOException {
        request.parts.add("whole");
        request.length = 5;
        read(100);
        assertThat(answers).containsExactly("whole");
        assertThat(request.listener).isNull();
    }

    /** GlassFish gives such a response the status 200 before it tells of it. */
    @Test
    void read_listener_isNotToldOfAResponseOfHttp() throws IOException {
        read(100);
        assertThat(request.told).isNotInstanceOf(HttpServletResponse.class);
    }

    private void read(int most) throws IOException {
        PostedBody.read(request.http, most, new PostedBody.Reader() {
            @Override
            public void answer(byte[] body) {
                answers.add(new String(body, StandardCharsets.UTF_8));
            }

            @Override
            public void late() {
                answers.add("late");
            }
        });
    }

    private void arrive(String part) throws IOException {
        request.parts.add(part);
        request.listener.onDataAvailable();
    }

    /** A request whose body comes in parts, by a server that tells of each. */
    public static final class SlowRequest {

        final HttpServletRequest http = Part.of(HttpServletRequest.class, this);
        final ArrayDeque<String> parts = new ArrayDeque<>();
        private final AsyncContext context = Part.of(AsyncContext.class, this);
        private final HttpServletResponse response = Part.of(HttpServletResponse.class, this);
        AsyncListener async;
        ServletResponse told;
        ReadListener listener;
        long timeout;
        int completed;
        int length = -1;

        public boolean isAsyncSupported() {
            return true;
        }

        public int getContentLength() {
            return length;
        }

        public AsyncContext startAsync() {
            return context;
        }

        public void setTimeout(long timeout) {
            this.timeout = timeout;
        }

        public ServletResponse getResponse() {
            return response;
        }

        public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
            async = listener;
            told = response;
        }

        public void complete() {
            completed++;
        }

        public ServletInputStream getInputStream() {
            return new ServletInputStream() {
                @Override
                public int available() {
                    return parts.stream().mapToInt(String::length).sum();
                }

                @Override
                public byte[] readNBytes(int most) {
                    return parts.remove().getBytes(StandardCharsets.UTF_8);
                }

                @Override
                public int read(byte[] bytes) {
                    var part = parts.remove().getBytes(StandardCharsets.UTF_8);
                    System.arraycopy(part, 0, bytes, 0, part.length);
                    return part.length;
                }

                @Override
                public int read() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public boolean isFinished() {
                    return false;
                }

                @Override
                public boolean isReady() {
                    return !parts.isEmpty();
                }

                @Override
                public void setReadListener(ReadListener all) {
                    listener = all;
                }
            };
        }
    }
}
