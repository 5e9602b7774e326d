// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.delivery.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HitPublisherTest {

    private static final int BATCH_HITS = 10;
    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LATE = Duration.ofMinutes(1);
    private static final Duration NOT_LONG = Duration.ofMillis(50);

    private final HitCounts counts = new HitCounts();
    private final Waits buffer = new Waits(counts);
    private final QueueState state = new QueueState();
    private final Sender sender = new Sender();
    private final LogLines log = LogLines.of("dev.sidetrack.queue");

    @AfterEach
    void closeLog() {
        log.close();
    }

    @Test
    void publishAll_moreThanABatch_fillsOneAfterTheOther() {
        offer(0, 25);
        assertThat(publisher(SOON, "p").publishAll()).isTrue();
        assertThat(sender.transactions).hasSize(1);
        assertThat(sender.sent()).extracting(Batch::hits).containsExactly(10, 10, 5);
        assertThat(sender.paths()).isEqualTo(paths(0, 25));
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(25);
    }

    @Test
    void publishAll_veryMany_sendsFourBatchesInATransaction() {
        offer(0, 95);
        publisher(SOON, "p").publishAll();
        assertThat(sender.transactions).extracting(List::size).containsExactly(4, 4, 2);
        assertThat(sender.paths()).isEqualTo(paths(0, 95));
    }

    @Test
    void publish_lessThanABatchLeft_waitsForMore() {
        offer(0, 35);
        sender.does = batches -> offer(35 + sender.transactions.size() * 7, 42 + sender.transactions.size() * 7);
        publisher(SOON, "p").publish();
        assertThat(sender.sent()).extracting(Batch::hits).containsExactly(10, 10, 10, 5);
        assertThat(buffer.size()).isEqualTo(7);
    }

    @Test
    void publish_fullBatchesLeft_goesOn() {
        offer(0, 65);
        publisher(SOON, "p").publish();
        assertThat(sender.sent()).extracting(Batch::hits).containsExactly(10, 10, 10, 10, 10, 10, 5);
        assertThat(buffer.size()).isZero();
    }

    @Test
    void publishAll_hitsOfManyBytes_makesSmallerBatches() {
        var large = "x".repeat(200_000);
        IntStream.range(0, 10).forEach(i -> buffer.offer(SampleHits.of("/" + i + large)));
        publisher(SOON, "p").publishAll();
        assertThat(sender.sent()).allMatch(batch -> batch.text().length() < 1_000_000);
        assertThat(sender.sent().stream().mapToInt(Batch::hits).sum()).isEqualTo(10);
    }

    @Test
    void publishAll_severalProviders_getOneTextEach() {
        offer(0, 3);
        publisher(SOON, "a", "b", "c").publishAll();
        assertThat(sender.sent()).extracting(Batch::provider).containsExactly("a", "b", "c");
        assertThat(sender.sent().get(1).text()).isSameAs(sender.sent().get(0).text());
        assertThat(sender.sent().get(2).text()).isSameAs(sender.sent().get(0).text());
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(3);
    }

    @Test
    void publishAll_nothingThere_sendsNothing() {
        assertThat(publisher(SOON, "p").publishAll()).isTrue();
        assertThat(sender.transactions).isEmpty();
    }

    @Test
    void publishAll_senderThrows_keepsTheBatchAndSendsItOnceLater() {
        var publisher = publisher(SOON, "p");
        offer(0, 15);
        sender.does = batches -> {
            throw new IllegalStateException("the broker is away");
        };
        assertThat(publisher.publishAll()).isFalse();
        assertThat(publisher.publishAll()).isFalse();
        assertThat(state.takesHits()).isFalse();
        assertThat(counts.of(Count.PUBLISHED)).isZero();

        offer(15, 20);
        sender.does = batches -> {};
        assertThat(publisher.publishAll()).isTrue();
        assertThat(sender.paths()).isEqualTo(paths(0, 20));
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(20);
        assertThat(state.takesHits()).isTrue();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING The queue rejects hits, they wait in the buffer: java.lang.IllegalStateException: the broker is away",
                        "INFO The queue accepts hits again.");
    }

    @Test
    void publishAll_hitThatCannotBeWritten_dropsThatOneOnly() {
        offer(0, 2);
        buffer.offer(new Hit(
                SampleHits.ID, SampleHits.TIME, null, SampleHits.PAGE, null, null, Duration.ofSeconds(Long.MAX_VALUE)));
        offer(2, 4);
        assertThat(publisher(SOON, "p").publishAll()).isTrue();
        assertThat(sender.paths()).isEqualTo(paths(0, 4));
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(4);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(1);
        assertThat(log.lines())
                .singleElement()
                .asString()
                .startsWith("WARNING Writing 1 hits failed, they are dropped: ");
    }

    @Test
    void publishAll_onlyAHitThatCannotBeWritten_sendsNothing() {
        buffer.offer(new Hit(
                SampleHits.ID, SampleHits.TIME, null, SampleHits.PAGE, null, null, Duration.ofSeconds(Long.MAX_VALUE)));
        assertThat(publisher(SOON, "p").publishAll()).isTrue();
        assertThat(sender.transactions).isEmpty();
        assertThat(counts.of(Count.PUBLISHED)).isZero();
        assertThat(counts.of(Count.DROPPED)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT0.2S", "PT5S", "PT1M"})
    void run_nothingWrong_waitsForTheLingerTime(Duration linger) {
        buffer.interruptAfter(2);
        publisher(linger, "p").run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(buffer.waits).containsExactly(linger.toNanos(), linger.toNanos());
    }

    @Test
    void run_fewHits_publishesThemAfterTheLingerTime() throws InterruptedException {
        offer(0, 1);
        var running = new Running(publisher(SOON, "p"));
        sender.taken.await();
        assertThat(sender.paths()).isEqualTo(paths(0, 1));
        running.stop(Duration.ofSeconds(10));
    }

    @Test
    void run_batchFull_publishesBeforeTheLingerTime() throws InterruptedException {
        var running = new Running(publisher(LATE, "p"));
        offer(0, BATCH_HITS);
        sender.taken.await();
        running.stop(Duration.ofSeconds(10));
        assertThat(sender.paths()).isEqualTo(paths(0, BATCH_HITS));
    }

    @Test
    void run_queueRefusesWithFullBuffer_doesNotTryWithoutAPause() throws InterruptedException {
        var tries = new CountDownLatch(3);
        sender.does = batches -> {
            tries.countDown();
            throw new IllegalStateException("the broker is away");
        };
        offer(0, 500);
        var running = new Running(publisher(LATE, "p"));
        sender.asked.await();
        offer(500, 600);
        assertThat(tries.await(NOT_LONG.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        running.stop(NOT_LONG);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(600);
    }

    @Test
    void run_queueRefusesForAWhile_publishesAllInTheEnd() throws InterruptedException {
        var tries = new int[1];
        sender.does = batches -> {
            if (++tries[0] < 4) {
                throw new IllegalStateException("the broker is away");
            }
        };
        offer(0, 35);
        var running = new Running(publisher(SOON, "p"));
        sender.asked.await();
        running.stop(Duration.ofSeconds(10));
        assertThat(sender.paths()).isEqualTo(paths(0, 35));
    }

    @Test
    void publishAll_senderFailsWithAnError_keepsTheBatch() {
        var publisher = publisher(LATE, "p");
        offer(0, 3);
        sender.does = batches -> {
            throw new NoClassDefFoundError("of the client's");
        };
        assertThat(publisher.publishAll()).isFalse();
        sender.does = batches -> {};
        assertThat(publisher.publishAll()).isTrue();
        assertThat(sender.paths()).isEqualTo(paths(0, 3));
    }

    @Test
    void run_senderThrowsWhatCannotSayWhatItIs_goesOn() throws InterruptedException {
        var tries = new CountDownLatch(3);
        sender.does = batches -> {
            tries.countDown();
            if (tries.getCount() > 0) {
                throw new ReceiverTest.Unspeakable();
            }
        };
        offer(0, 3);
        var running = new Running(publisher(SOON, "p"));
        tries.await();
        running.stop(Duration.ofSeconds(10));
        assertThat(sender.paths()).isEqualTo(paths(0, 3));
        assertThat(log.lines())
                .containsExactly(
                        "WARNING The queue rejects hits, they wait in the buffer: "
                                + ReceiverTest.Unspeakable.class.getName(),
                        "INFO The queue accepts hits again.");
    }

    @Test
    void run_bufferFailsOnTheWay_goesOnWithEveryHitOnce() throws InterruptedException {
        offer(0, 35);
        buffer.drainsFail = 2;
        var running = new Running(publisher(SOON, "p"));
        sender.taken.await();
        running.stop(Duration.ofSeconds(10));
        assertThat(sender.paths()).isEqualTo(paths(0, 35));
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(35);
        assertThat(counts.of(Count.DROPPED)).isZero();
        assertThat(log.lines())
                .containsExactly(
                        "WARNING Publishing to the queue failed and will be retried: java.lang.OutOfMemoryError.",
                        "WARNING Publishing to the queue failed and will be retried: java.lang.OutOfMemoryError.");
    }

    @Test
    void publishAll_failedWhileBatchesWereMade_countsAsUnsentWhatItHolds() {
        offer(0, 15);
        buffer.drainsFail = 1;
        var publisher = publisher(SOON, "p");
        assertThatThrownBy(publisher::publishAll).isInstanceOf(OutOfMemoryError.class);
        assertThat(publisher.outbox().hits()).isEqualTo(10);
        assertThat(publisher.outbox().oldest()).isNotNull();
        assertThat(publisher.publishAll()).isTrue();
        assertThat(publisher.outbox().hits()).isZero();
        assertThat(sender.paths()).isEqualTo(paths(0, 15));
    }

    @Test
    void publishAll_failsOnceTheQueueHasTakenThem_doesNotSendThemAgain() {
        offer(0, 3);
        var refusing = new QueueState() {
            @Override
            void accepted() {
                throw new OutOfMemoryError();
            }
        };
        var publisher = new HitPublisher(buffer, List.of(Route.ofAll("p")), BATCH_HITS, SOON, sender, counts, refusing);
        assertThatThrownBy(publisher::publishAll).isInstanceOf(OutOfMemoryError.class);
        assertThat(publisher.publishAll()).isTrue();
        assertThat(sender.paths()).isEqualTo(paths(0, 3));
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(3);
    }

    @Test
    void stop_hitsOfferedAfterwards_areCountedAsDropped() throws InterruptedException {
        new Running(publisher(SOON, "p")).stop(Duration.ofSeconds(10));
        offer(0, 4);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(4);
        assertThat(buffer.bytes()).isZero();
    }

    @Test
    void stop_hitsLeft_publishesThem() throws InterruptedException {
        var running = new Running(publisher(LATE, "p"));
        offer(0, 9);
        running.stop(Duration.ofSeconds(10));
        assertThat(sender.paths()).isEqualTo(paths(0, 9));
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(9);
        assertThat(counts.of(Count.DROPPED)).isZero();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void stop_threadGoneAlready_publishesWhatIsLeft() throws InterruptedException {
        var publisher = publisher(LATE, "p");
        var gone = new Thread(() -> {});
        gone.start();
        gone.join();
        offer(0, 15);
        publisher.stop(gone, Duration.ofSeconds(10));
        assertThat(sender.paths()).isEqualTo(paths(0, 15));
        assertThat(counts.of(Count.DROPPED)).isZero();
    }

    @Test
    void stop_senderRefusesAtFirst_triesUntilItTakesAll() throws InterruptedException {
        var tries = new int[1];
        sender.does = batches -> {
            if (++tries[0] < 4) {
                throw new IllegalStateException("the broker is away");
            }
        };
        var running = new Running(publisher(SOON, "p"));
        offer(0, 5);
        running.stop(Duration.ofSeconds(20));
        assertThat(sender.paths()).isEqualTo(paths(0, 5));
        assertThat(counts.of(Count.DROPPED)).isZero();
    }

    @Test
    void stop_senderRefusesForGood_tellsWhatIsLost() throws InterruptedException {
        sender.does = batches -> {
            throw new IllegalStateException("the broker is away");
        };
        offer(0, 1_234);
        new Running(publisher(SOON, "p")).stop(NOT_LONG);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(1_234);
        assertThat(counts.of(Count.PUBLISHED)).isZero();
        assertThat(log.lines()).contains("WARNING 1234 hits are lost: the queue did not accept them within PT0.05S.");
    }

    @Test
    void stop_batchesTakenBackAndRefusedAgain_areToldAsLost() throws InterruptedException {
        sender.does = batches -> {
            throw new IllegalStateException("the broker is away");
        };
        var publisher = publisher(SOON, "p", "q");
        publisher.outbox().takeBack(List.of(Batch.fresh("p", "[]", 2), Batch.fresh("q", "[]", 2)));
        publisher.outbox().takeBack(List.of(Batch.fresh("p", "[]", 3)));
        new Running(publisher).stop(NOT_LONG);
        assertThat(counts.of(Count.DROPPED)).isEqualTo(5);
    }

    @Test
    void stop_senderHangs_returnsInTimeAndSendsNothingMoreThatIsToldAsLost() throws InterruptedException {
        var end = new CountDownLatch(1);
        sender.does = batches -> awaitQuietly(end);
        offer(0, 250);
        var running = new Running(publisher(SOON, "p"));
        sender.asked.await();
        var begin = System.nanoTime();
        running.publisher.stop(running.thread, NOT_LONG);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(counts.of(Count.DROPPED)).isEqualTo(250);

        running.thread.join();
        assertThat(sender.transactions).isEmpty();
        assertThat(buffer.size()).isEqualTo(210);
    }

    @Test
    void stop_interrupted_keepsTheInterruptAndTellsWhatIsLost() {
        var publisher = publisher(LATE, "p");
        var busy = new Thread(() -> LockSupport.parkNanos(LATE.toNanos()));
        busy.start();
        offer(0, 3);
        Thread.currentThread().interrupt();
        publisher.stop(busy, LATE);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(counts.of(Count.DROPPED)).isEqualTo(3);
    }

    @Test
    void stop_whileManyOffer_losesNoHitWithoutTelling() throws InterruptedException {
        var running = new Running(publisher(SOON, "p"));
        IntStream.range(0, 20_000).parallel().forEach(i -> buffer.offer(SampleHits.of("/" + i)));
        running.stop(Duration.ofSeconds(10));
        var paths = sender.paths();
        assertThat(new HashSet<>(paths).size()).isEqualTo(paths.size());
        assertThat(paths.size() + counts.of(Count.DROPPED)).isEqualTo(20_000);
        assertThat(counts.of(Count.PUBLISHED)).isEqualTo(paths.size());
    }

    private HitPublisher publisher(Duration linger, String... providers) {
        var routes = Stream.of(providers).map(Route::ofAll).toList();
        return new HitPublisher(buffer, routes, BATCH_HITS, linger, sender, counts, state);
    }

    private static void awaitQuietly(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private void offer(int from, int to) {
        IntStream.range(from, to).forEach(i -> buffer.offer(SampleHits.of("/" + i)));
    }

    private static List<String> paths(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "/" + i).toList();
    }

    /** A publisher on a thread of its own. */
    private static final class Running {

        private final HitPublisher publisher;
        private final Thread thread;

        Running(HitPublisher publisher) {
            this.publisher = publisher;
            this.thread = new Thread(publisher);
            thread.setDaemon(true);
            thread.start();
        }

        void stop(Duration timeout) throws InterruptedException {
            publisher.stop(thread, timeout);
            thread.join();
        }
    }

    /** Keeps what it is sent, unless it throws. */
    private static final class Sender implements Consumer<List<Batch>> {

        private final List<List<Batch>> transactions = new ArrayList<>();
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch taken = new CountDownLatch(1);
        private volatile Consumer<List<Batch>> does = batches -> {};

        @Override
        public void accept(List<Batch> batches) {
            asked.countDown();
            does.accept(batches);
            synchronized (this) {
                transactions.add(batches);
            }
            taken.countDown();
        }

        synchronized List<Batch> sent() {
            return transactions.stream().flatMap(List::stream).toList();
        }

        List<String> paths() {
            return sent().stream()
                    .flatMap(batch -> BatchCodec.read(batch.text()).stream())
                    .map(hit -> hit.page().path())
                    .toList();
        }
    }

    /** A buffer that knows how long its drainer wanted to wait. */
    private static final class Waits extends HitBuffer {

        private final List<Long> waits = new ArrayList<>();
        private int interruptAfter;
        /** So many times the memory is full just when some have been taken. */
        private int drainsFail;

        Waits(HitCounts counts) {
            super(100_000, Long.MAX_VALUE, BATCH_HITS, counts, System::nanoTime);
        }

        @Override
        public int drain(Collection<? super Hit> into, int most, long mostBytes) {
            var drained = super.drain(into, most, mostBytes);
            if (drainsFail > 0) {
                drainsFail--;
                throw new OutOfMemoryError();
            }
            return drained;
        }

        void interruptAfter(int waits) {
            interruptAfter = waits;
        }

        @Override
        public void await(long nanos) {
            waits.add(nanos);
            if (waits.size() == interruptAfter) {
                Thread.currentThread().interrupt();
            } else if (interruptAfter == 0) {
                super.await(nanos);
            }
        }
    }
}
