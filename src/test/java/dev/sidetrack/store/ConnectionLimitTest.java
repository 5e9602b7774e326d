// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The application's own pool is never emptied by the store. */
class ConnectionLimitTest {

    private static final Map<String, String> FOUR = Map.of(TestStore.key("connections"), "4");

    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean isHeld;

    @Test
    void enter_withoutAFreePlace_failsAsBusyAndMayTryAgain() throws SQLException {
        var places = new ConnectionLimit(1, Duration.ofMillis(1));
        places.enter();

        assertThatThrownBy(places::enter).isInstanceOfSatisfying(SQLException.class, busy -> {
            assertThat(SqlFailure.outcome(busy)).isInstanceOf(Outcome.Retry.class);
            assertThat(Stores.isBusy(busy)).isTrue();
        });

        places.leave();
        places.enter();
    }

    @Test
    void enter_whileStopping_failsAtOnce() throws SQLException {
        var places = new ConnectionLimit(1);
        places.enter();

        Thread.currentThread().interrupt();

        assertThatThrownBy(places::enter).isInstanceOf(SQLException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void connections_ofTwoStoresWithManyWritersAndReaders_areNoMoreThanAllowed() throws Exception {
        var store = TestStore.through("h2", this::pool, FOUR);
        var other = SettingsOf.map(Map.of("sidetrack.provider.other.schema", "other"));
        store.stores().add("other", StoreKeys.of(other.provider("other")));
        var stores = List.of(store.stores().open(TestStore.NAME), store.stores().open("other"));
        store.send(List.of(SampleHits.pageView()));
        taken.set(0);
        isHeld = true;

        var threads = new ArrayList<Thread>();
        for (var i = 0; i < 6; i++) {
            for (var each : stores) {
                threads.add(new Thread(() -> quietly(() -> each.change(session -> 1))));
                threads.add(new Thread(() -> quietly(() -> each.read(session -> 1))));
            }
        }
        threads.forEach(Thread::start);
        while (threads.stream().anyMatch(ConnectionLimitTest::isRunning)) {
            Thread.onSpinWait();
        }

        assertThat(taken).hasValue(4);
        release.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(taken).hasValue(threads.size());
    }

    @Test
    void store_withTheFewestConnections_doesAllItsWork() throws SQLException {
        var store = TestStore.on("h2", Map.of(TestStore.key("connections"), "2"));

        store.send(new RandomHits(1, TestStore.NOW, 3).visits(20));
        store.rollUp();
        store.store().removeOld();
        store.stores().erase(SampleHits.CLIENT);
        store.store().deployed("1.0");
        store.store().release();

        assertThat(store.number("select count(*) from sidetrack.dirty")).isZero();
    }

    /** Neither does anything but wait for a place or a connection, or has ended. */
    private static boolean isRunning(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, TERMINATED -> false;
            default -> true;
        };
    }

    private static void quietly(Question question) {
        try {
            question.ask();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Counts, and holds whoever takes a connection until all are told to go on. */
    private DataSource pool(DataSource whole) {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    taken.incrementAndGet();
                    if (isHeld) {
                        release.await();
                    }
                    try {
                        return method.invoke(whole, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private interface Question {
        Object ask() throws SQLException;
    }
}
