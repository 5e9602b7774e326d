// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.QueueRefusedException;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerQueueTest {

    private static final List<Batch> BATCHES = List.of(Batch.fresh("a", "[]", 1));
    private static FakeJms usual;
    private static FakeJms atOnce;

    private ServerTransactions transactions = new ServerTransactions();

    @BeforeEach
    void bind() {
        usual = new FakeJms();
        atOnce = new FakeJms();
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Names.class.getName());
    }

    @AfterEach
    void unbind() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @Test
    void join_noConnectionFactoryOfItsOwn_sendsByTheUsualOne() {
        queue().join(BATCHES, () -> {});
        assertThat(usual.takeBack()).hasSize(1);
    }

    @Test
    void join_connectionFactoryOfItsOwn_sendsByThatOneAndClosesIt() {
        queue("at-once").join(BATCHES, () -> {});
        assertThat(usual.isEmpty()).isTrue();
        assertThat(atOnce.isEmpty()).isFalse();
        assertThat(atOnce.isClosed).isTrue();
    }

    @Test
    void work_whoseCommitFails_throwsNothingThatIsNotDeclared() {
        transactions = new RollingBack();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> queue().work(session -> null))
                .withMessage("the transaction was rolled back: Could not commit")
                .withCauseInstanceOf(RollbackException.class);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> queue().send(BATCHES));
        assertThatExceptionOfType(QueueRefusedException.class)
                .isThrownBy(() -> queue().join(BATCHES, () -> {}))
                .withCauseInstanceOf(RollbackException.class);
    }

    @Test
    void join_connectionFactoryMissing_isRefused() {
        assertThatExceptionOfType(QueueRefusedException.class)
                .isThrownBy(() -> queue("missing").join(BATCHES, () -> {}))
                .withMessageContaining("missing is not there");
    }

    @Test
    void send_connectionFactoryForDurableHits_sendsByTheUsualOne() {
        queue("at-once").send(BATCHES);
        assertThat(usual.takeBack()).hasSize(1);
    }

    private ServerQueue queue() {
        return queue(Map.of());
    }

    private ServerQueue queue(String connectionFactory) {
        return queue(Map.of("sidetrack.durable.connection-factory", connectionFactory));
    }

    private ServerQueue queue(Map<String, String> settings) {
        return new ServerQueue(SettingsOf.map(settings), transactions) {

            @Override
            JmsSession session(JMSContext jms) {
                return usual.session(jms);
            }

            @Override
            TransactionSynchronizationRegistry registry() {
                return FakeJms.part(TransactionSynchronizationRegistry.class, (proxy, method, arguments) -> null);
            }
        };
    }

    /** Knows the server's own connection factory and the name {@code at-once}. */
    public static final class Names implements InitialContextFactory {

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return FakeJms.part(Context.class, (proxy, method, arguments) -> {
                if (method.getName().equals("lookup") && arguments[0].equals("at-once")) {
                    return factoryOf(atOnce);
                }
                if (method.getName().equals("lookup") && arguments[0].equals("java:comp/DefaultJMSConnectionFactory")) {
                    return factoryOf(usual);
                }
                throw new NameNotFoundException(String.valueOf(arguments[0]));
            });
        }

        private static ConnectionFactory factoryOf(FakeJms jms) {
            return FakeJms.part(ConnectionFactory.class, (factory, create, none) -> jms.context);
        }
    }

    /** As the interceptor of a server does where a commit fails. */
    private static final class RollingBack extends ServerTransactions {

        @Override
        public <T> T ofItsOwn(Supplier<T> work) {
            work.get();
            throw RollingBack.<RuntimeException>sneaked(new RollbackException("Could not commit"));
        }

        @Override
        public void joined(Runnable work) {
            work.run();
            throw RollingBack.<RuntimeException>sneaked(new RollbackException("Could not commit"));
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> T sneaked(Throwable failure) throws T {
            throw (T) failure;
        }
    }
}
