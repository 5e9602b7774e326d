// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DurableGroupTest {

    private static final String UNWRITABLE = "/unwritable";

    private final List<List<String>> transactions = new ArrayList<>();
    private volatile Consumer<List<Batch>> queue = batches -> transactions.add(paths(batches));
    private final AtomicLong now = new AtomicLong();
    /** What each look at the clock takes. */
    private volatile long look = MICROSECONDS.toNanos(100);

    private final DurableGroup group = new DurableGroup(
            DurableGroupTest::write,
            batches -> {
                queue.accept(batches);
                now.addAndGet(MILLISECONDS.toNanos(4));
            },
            () -> now.addAndGet(look));

    @Test
    void send_oneAfterTheOther_haveATransactionEach() {
        group.send(SampleHits.of("/1"));
        group.send(SampleHits.of("/2"));
        assertThat(transactions).containsExactly(List.of("/1"), List.of("/2"));
    }

    @Test
    void send_whileAnotherIsSent_shareTheNextTransaction() throws InterruptedException {
        var all = sendThreeBehindOne(batches -> transactions.add(paths(batches)));
        all.forEach(CompletableFuture::join);
        assertThat(transactions).hasSize(2);
        assertThat(transactions.get(0)).containsExactly("/0");
        assertThat(transactions.get(1)).containsExactlyInAnyOrder("/1", "/2", "/3");
    }

    @Test
    void send_afterThreeAtOnce_waitsForTwoMoreToShareItsTransaction() throws InterruptedException {
        sendThreeBehindOne(batches -> transactions.add(paths(batches))).forEach(CompletableFuture::join);

        stopClock();
        var next = new ArrayList<CompletableFuture<Void>>();
        IntStream.rangeClosed(4, 6).forEach(number -> begin(number, next));
        next.forEach(CompletableFuture::join);
        assertThat(transactions).hasSize(3);
        assertThat(transactions.get(2)).containsExactlyInAnyOrder("/4", "/5", "/6");
    }

    @Test
    void send_afterThreeAtOnceIfNobodyElseComes_goesAfterAQuarterOfATransaction() throws InterruptedException {
        sendThreeBehindOne(batches -> transactions.add(paths(batches))).forEach(CompletableFuture::join);

        var before = now.get();
        group.send(SampleHits.of("/4"));
        assertThat(transactions.get(2)).containsExactly("/4");
        // Looks at the clock before, during and after; the transaction itself takes four milliseconds.
        assertThat(now.get() - before).isBetween(MILLISECONDS.toNanos(5), MICROSECONDS.toNanos(5_500));
    }

    @Test
    void send_queueRefuses_tellsAllWhoShareTheTransactionAndNobodyElse() throws InterruptedException {
        var all = sendThreeBehindOne(batches -> {
            if (batches.get(0).hits() > 1) {
                throw new IllegalStateException("away");
            }
        });
        all.get(0).join();
        all.subList(1, 4)
                .forEach(sent -> assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(sent::join)
                        .withCauseInstanceOf(QueueRefusedException.class)
                        .withMessageContaining("away"));

        group.send(SampleHits.of("/later"));
    }

    @Test
    void send_queueBreaks_tellsTheCaller() {
        queue = batches -> {
            throw new StackOverflowError("deep");
        };
        assertThatExceptionOfType(QueueRefusedException.class).isThrownBy(() -> group.send(SampleHits.of("/")));
    }

    @Test
    void send_hitThatCannotBeWritten_failsAlone() {
        assertThatIllegalStateException().isThrownBy(() -> group.send(SampleHits.of(UNWRITABLE)));
        group.send(SampleHits.of("/good"));
        assertThat(transactions).containsExactly(List.of("/good"));
    }

    private void stopClock() {
        look = 0;
    }

    /** The first is held in the queue until the others wait. */
    private List<CompletableFuture<Void>> sendThreeBehindOne(Consumer<List<Batch>> then) throws InterruptedException {
        var begun = new CountDownLatch(1);
        var othersWait = new CountDownLatch(1);
        queue = batches -> {
            begun.countDown();
            awaitQuietly(othersWait);
            queue = then;
            then.accept(batches);
        };
        var sent = new ArrayList<CompletableFuture<Void>>();
        begin(0, sent);
        begun.await();
        var others = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> begin(number, sent))
                .toList();
        while (!others.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        othersWait.countDown();
        return sent;
    }

    private Thread begin(int number, List<CompletableFuture<Void>> all) {
        var sent = new CompletableFuture<Void>();
        all.add(sent);
        var thread = new Thread(() -> {
            try {
                group.send(SampleHits.of("/" + number));
                sent.complete(null);
            } catch (RuntimeException refused) {
                sent.completeExceptionally(refused);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static List<Batch> write(List<Hit> hits) {
        if (hits.stream().anyMatch(hit -> hit.page().path().equals(UNWRITABLE))) {
            throw new IllegalStateException("unwritable");
        }
        return Batches.of(hits, List.of(Route.ofAll("p")));
    }

    private static List<String> paths(List<Batch> batches) {
        return BatchCodec.read(batches.get(0).text()).stream()
                .map(hit -> hit.page().path())
                .toList();
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }
}
