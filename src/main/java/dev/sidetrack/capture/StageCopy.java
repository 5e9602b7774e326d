// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * A stage that completes like another one, but only after an action. {@code whenComplete} alone would wrap a failure in
 * a {@code CompletionException} and not pass on a cancellation.
 */
final class StageCopy {

    private StageCopy() {}

    /** A copy that succeeds after {@code action}, and fails at once; cancelling it cancels the stage. */
    static <T> CompletionStage<T> of(CompletionStage<T> stage, Runnable action) {
        CompletableFuture<T> copy = stage instanceof CompletableFuture<T> future
                ? future.toCompletableFuture().newIncompleteFuture()
                : new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                succeed(copy, value, action);
            } else {
                copy.completeExceptionally(failure);
            }
        });
        copy.whenComplete((value, failure) -> {
            if (copy.isCancelled() && stage instanceof Future<?> future) {
                future.cancel(true);
            }
        });
        return copy;
    }

    private static <T> void succeed(CompletableFuture<T> copy, T value, Runnable action) {
        try {
            action.run();
            copy.complete(value);
        } catch (RuntimeException | Error told) {
            // Any exception: whoever waits for the copy must not wait forever.
            copy.completeExceptionally(told);
        }
    }
}
