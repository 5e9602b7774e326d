// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the body of a POST asynchronously, so that a slow client holds no thread: sixty of them could otherwise block
 * all pages. If the servlet behind our path does not support that, it waits.
 */
final class PostedBody implements ReadListener, AsyncListener {

    private static final long LONGEST_MILLIS = 10_000;

    private final AsyncContext async;
    private final ServletInputStream input;
    private final int most;
    private final Reader reader;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final byte[] chunk = new byte[1024];
    private final AtomicBoolean isDone = new AtomicBoolean();

    private PostedBody(AsyncContext async, ServletInputStream input, int most, Reader reader) {
        this.async = async;
        this.input = input;
        this.most = most;
        this.reader = reader;
    }

    /**
     * Passes the body, or its first {@code most} bytes plus one, to {@code reader}, which answers the request, also if
     * the body is late.
     */
    static void read(HttpServletRequest request, int most, Reader reader) throws IOException {
        var input = request.getInputStream();
        if (!request.isAsyncSupported() || hasCome(request, input)) {
            reader.answer(input.readNBytes(most + 1));
            return;
        }
        var async = request.startAsync();
        async.setTimeout(LONGEST_MILLIS);
        var body = new PostedBody(async, input, most, reader);
        AsyncEnd.listen(async, body, request, async.getResponse());
        input.setReadListener(body);
    }

    /**
     * Whether there is nothing to wait for, as with most: another thread would read what is there while this one ends,
     * when Open Liberty takes the application away from the request.
     */
    private static boolean hasCome(HttpServletRequest request, ServletInputStream input) throws IOException {
        return request.getContentLength() > 0 && input.available() >= request.getContentLength();
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!isDone.get() && input.isReady()) {
            var count = input.read(chunk);
            if (count < 0) {
                return;
            }
            bytes.write(chunk, 0, Math.min(count, most + 1 - bytes.size()));
            if (bytes.size() > most) {
                answer();
            }
        }
    }

    @Override
    public void onAllDataRead() {
        answer();
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent tooSlow) {
        finish(reader::late);
    }

    private void answer() {
        finish(() -> reader.answer(bytes.toByteArray()));
    }

    /** The client is gone: there is nobody to answer. */
    private void end() {
        finish(() -> {});
    }

    private void finish(Runnable answer) {
        if (isDone.compareAndSet(false, true)) {
            try {
                Safely.run(answer);
            } finally {
                async.complete();
            }
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // There is nothing left to do.
    }

    @Override
    public void onError(AsyncEvent event) {
        end();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is not started again.
    }

    /** Handles a body. */
    interface Reader {

        /** Answers the request. */
        void answer(byte[] body);

        /** Answers that the body has not arrived in time. */
        void late();
    }
}
