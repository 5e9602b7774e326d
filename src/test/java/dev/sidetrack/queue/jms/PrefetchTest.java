// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.jms.Queue;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.Test;

/** At a broker that hands out messages ahead. */
class PrefetchTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final OpenMq hits = new OpenMq();
    private long nanos;
    private final Prefetch prefetch = new Prefetch(server, () -> nanos);

    @Test
    void queue_ofOpenMq_handsOutFewMessagesAhead() throws Exception {
        register();
        prefetch.bound(List.of(queue("shop_SidetrackHits")));
        assertThat(hits.limit).isEqualTo(10);
    }

    @Test
    void queue_thatDidNotExistYet_isBoundLater() throws Exception {
        prefetch.bound(List.of(queue("shop_SidetrackHits")));
        register();
        prefetch.bound(List.of(queue("shop_SidetrackHits")));
        assertThat(hits.limit).isEqualTo(1000);
        nanos += TimeUnit.SECONDS.toNanos(1);
        prefetch.bound(List.of(queue("shop_SidetrackHits")));
        assertThat(hits.limit).isEqualTo(10);
    }

    @Test
    void queue_ofAnotherBroker_isLeftAlone() {
        assertThatCode(() -> prefetch.bound(List.of(queue("jms.queue.SidetrackHits"))))
                .doesNotThrowAnyException();
    }

    private void register() throws Exception {
        server.registerMBean(
                new StandardMBean(hits, Destination.class),
                new ObjectName("com.sun.messaging.jms.server:type=Destination,subtype=Config,desttype=q,"
                        + "name=\"shop_SidetrackHits\""));
    }

    private static Queue queue(String name) {
        return (Queue) Proxy.newProxyInstance(
                Queue.class.getClassLoader(), new Class<?>[] {Queue.class}, (proxy, method, arguments) -> name);
    }

    /** What it has of a queue. */
    public interface Destination {

        Long getConsumerFlowLimit();

        void setConsumerFlowLimit(Long limit);
    }

    private static final class OpenMq implements Destination {

        private long limit = 1000;

        @Override
        public Long getConsumerFlowLimit() {
            return limit;
        }

        @Override
        public void setConsumerFlowLimit(Long limit) {
            this.limit = limit;
        }
    }
}
