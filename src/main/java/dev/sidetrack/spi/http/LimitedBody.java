// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Reads a reply's body as UTF-8 text and keeps its beginning only: a provider's answer must not fill our memory. */
final class LimitedBody implements BodySubscriber<String> {

    /** Enough for an error for each hit of the largest request: a truncated list could not be read at all. */
    private static final int MOST_BYTES = 512 * 1024;

    private final CompletableFuture<String> text = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var kept = new byte[Math.min(buffer.remaining(), MOST_BYTES - bytes.size())];
            buffer.get(kept);
            bytes.writeBytes(kept);
        }
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(bytes.toString(StandardCharsets.UTF_8));
    }
}
