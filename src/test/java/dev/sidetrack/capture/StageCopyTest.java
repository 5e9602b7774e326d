// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StageCopyTest {

    private final AtomicInteger actions = new AtomicInteger();
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @Test
    void copy_stageCompletes_doesTheActionFirst() {
        var copy = StageCopy.of(stage, actions::incrementAndGet);
        var seen = copy.thenApply(value -> value + actions.get());
        assertThat(actions).hasValue(0);
        stage.complete("done");
        assertThat(seen.toCompletableFuture()).isCompletedWithValue("done1");
    }

    @Test
    void copy_stageFails_failsWithTheVerySame() {
        var copy = StageCopy.of(stage, actions::incrementAndGet).toCompletableFuture();
        var failure = new IllegalStateException("sold out");
        stage.completeExceptionally(failure);
        assertThat(copy.handle((value, seen) -> seen)).isCompletedWithValue(failure);
        assertThat(actions).hasValue(0);
    }

    @Test
    void copy_actionFailsWithAnError_doesNotHang() {
        var copy = StageCopy.of(stage, () -> {
                    throw new NoClassDefFoundError("gone");
                })
                .toCompletableFuture();
        stage.complete("done");
        assertThat(copy).isCompletedExceptionally();
    }

    @Test
    void copy_ofAMinimalStage_completes() {
        CompletionStage<String> minimal = stage.minimalCompletionStage();
        var copy = StageCopy.of(minimal, actions::incrementAndGet).toCompletableFuture();
        stage.complete("done");
        assertThat(copy).isCompletedWithValue("done");
    }

    @Test
    void copy_cancelled_cancelsTheStage() {
        StageCopy.of(stage, actions::incrementAndGet).toCompletableFuture().cancel(true);
        assertThat(stage).isCancelled();
        assertThat(actions).hasValue(0);
    }
}
