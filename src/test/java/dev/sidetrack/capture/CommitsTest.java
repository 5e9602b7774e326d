// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.LogLines;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitsTest {

    private final List<String> done = new ArrayList<>();
    private final List<Synchronization> waiting = new ArrayList<>();
    private int status;
    private final Commits commits = new Commits() {
        @Override
        TransactionSynchronizationRegistry transactions() {
            return registry();
        }
    };

    @Test
    void after_noServer_isAtOnce() {
        new Commits().after(() -> done.add("hit"));
        assertThat(done).containsExactly("hit");
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.STATUS_NO_TRANSACTION, Status.STATUS_COMMITTED, Status.STATUS_ROLLEDBACK})
    void after_noTransactionOrOneThatIsOver_isAtOnce(int now) {
        status = now;
        commits.after(() -> done.add("hit"));
        assertThat(done).containsExactly("hit");
        assertThat(waiting).isEmpty();
    }

    @Test
    void after_committed_isThen() {
        status = Status.STATUS_ACTIVE;
        commits.after(() -> done.add("hit"));
        waiting.forEach(Synchronization::beforeCompletion);
        assertThat(done).isEmpty();
        waiting.forEach(each -> each.afterCompletion(Status.STATUS_COMMITTED));
        assertThat(done).containsExactly("hit");
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.STATUS_ROLLEDBACK, Status.STATUS_UNKNOWN})
    void after_notCommitted_isNever(int end) {
        status = Status.STATUS_ACTIVE;
        commits.after(() -> done.add("hit"));
        waiting.forEach(each -> each.afterCompletion(end));
        assertThat(waiting).hasSize(1);
        assertThat(done).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK})
    void after_willBeRolledBack_isNever(int now) {
        status = now;
        commits.after(() -> done.add("hit"));
        assertThat(waiting).isEmpty();
        assertThat(done).isEmpty();
    }

    @Test
    void after_fails_isLoggedAndNothingElse() {
        try (var log = LogLines.of("dev.sidetrack.capture")) {
            status = Status.STATUS_ACTIVE;
            commits.after(() -> {
                throw new IllegalStateException("broken");
            });
            waiting.forEach(each -> each.afterCompletion(Status.STATUS_COMMITTED));
            assertThat(log.lines())
                    .containsExactly("WARNING Tracking failed, the page was served:"
                            + " java.lang.IllegalStateException: broken");
        }
    }

    private TransactionSynchronizationRegistry registry() {
        return (TransactionSynchronizationRegistry) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TransactionSynchronizationRegistry.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getTransactionStatus" -> status;
                    case "registerInterposedSynchronization" -> {
                        waiting.add((Synchronization) arguments[0]);
                        yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
