// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.stats.Answers;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.store.TestStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many look at the pages, the database has few of their questions at once. */
@Timeout(60)
class ManyReadersTest {

    private static final int READERS = 50;
    private static final int AT_ONCE = 4;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger opened = new AtomicInteger();
    private final CountDownLatch fourAreOpen = new CountDownLatch(AT_ONCE);
    private volatile CountDownLatch goOn = fourAreOpen;
    private Pages pages;

    @BeforeEach
    void start() throws IOException {
        var store = TestStore.readThrough(this::counting);
        store.send(List.of(SampleHits.pageView()));
        store.rollUp();
        pages = SamplePages.of(
                SettingsOf.one("sidetrack.stats.open-on-loopback", "true"),
                new Stats(store.stores(), new HitCounts(), new Answers()),
                new HitOutcomes(),
                new PagesTest.Ticking());
    }

    @Test
    void readers_fiftyAtOnce_haveFourQuestionsAtATimeAndAreAllAnswered() throws Exception {
        var answers = Collections.synchronizedList(new ArrayList<Asked>());
        var readers = readers(answers);
        for (var reader : readers) {
            reader.join();
        }

        assertThat(answers).hasSize(READERS).allMatch(answer -> answer.status == 200, "answered");
        assertThat(opened).hasValue(READERS);
        assertThat(mostOpen).as("at once").hasValue(AT_ONCE);
        assertThat(open).hasValue(0);
    }

    @Test
    void readers_whoseTurnDoesNotCome_areToldWhenToAskAgain() throws Exception {
        goOn = new CountDownLatch(1);
        var answers = Collections.synchronizedList(new ArrayList<Asked>());
        var readers = readers(answers);
        while (readers.stream().anyMatch(ManyReadersTest::isRunning)) {
            Thread.onSpinWait();
        }
        assertThat(open).hasValue(AT_ONCE);

        // As if their patience, which is five seconds, were over; on a slow machine it may be.
        readers.stream()
                .filter(reader -> reader.getState() == Thread.State.TIMED_WAITING)
                .forEach(Thread::interrupt);
        while (answers.size() < READERS - AT_ONCE) {
            Thread.onSpinWait();
        }
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status).isEqualTo(503);
            assertThat(answer.answerHeader("Retry-After")).isEqualTo("5");
        });

        answers.clear();
        goOn.countDown();
        for (var reader : readers) {
            reader.join();
        }
        assertThat(answers).hasSize(AT_ONCE).allMatch(answer -> answer.status == 200);
        assertThat(mostOpen).hasValue(AT_ONCE);
    }

    /** Each looks at days of its own, so that no answer is remembered. */
    private List<Thread> readers(List<Asked> answers) {
        var readers = new ArrayList<Thread>();
        for (var i = 0; i < READERS; i++) {
            var days = "from=2026-%02d-01&to=2026-%02d-%02d".formatted(1 + i / 10, 1 + i / 10, 2 + i % 10);
            readers.add(new Thread(() -> {
                try {
                    answers.add(new Asked("/api/totals").locally().query(days).of(pages));
                } catch (IOException impossible) {
                    throw new IllegalStateException(impossible);
                }
            }));
        }
        readers.forEach(Thread::start);
        return readers;
    }

    /** Neither does anything but wait, nor has it ended. */
    private static boolean isRunning(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> false;
            default -> true;
        };
    }

    private DataSource counting(DataSource whole) {
        return proxy(DataSource.class, whole, () -> {
            opened.incrementAndGet();
            mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
            // Until all that may be are open, so that one too many would be seen.
            fourAreOpen.countDown();
            goOn.await();
        });
    }

    private <T> T proxy(Class<T> type, T whole, Action first) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        first.run();
                    }
                    if (method.getName().equals("close")) {
                        open.decrementAndGet();
                    }
                    try {
                        var result = method.invoke(whole, arguments);
                        return result instanceof Connection connection
                                ? proxy(Connection.class, connection, first)
                                : result;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                }));
    }

    private interface Action {
        void run() throws InterruptedException;
    }
}
