// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import jakarta.jms.Queue;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How many messages OpenMQ, the broker of Payara and GlassFish, hands to a consumer ahead: a thousand by default. What
 * the consumer leaves is put back one by one when it is closed, and for each the selectors of all consumers, also of
 * those that are gone but not yet collected, go over the whole queue. With ten thousand durable hits on it, each a
 * message, a transaction took seconds, and meanwhile nobody could send. Other brokers have no such MBean.
 *
 * @see <a href="https://eclipse-ee4j.github.io/openmq/guides/mq-admin-guide/physical-destination-properties.html">
 *     consumerFlowLimit</a>
 */
final class Prefetch {

    private static final String QUEUE = "com.sun.messaging.jms.server:type=Destination,subtype=Config,desttype=q,name=";
    private static final Attribute FEW = new Attribute("ConsumerFlowLimit", 10L);

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final MBeanServer server;
    private final LongSupplier nanoClock;
    private volatile long next;

    Prefetch() {
        this(ManagementFactory.getPlatformMBeanServer(), System::nanoTime);
    }

    Prefetch(MBeanServer server, LongSupplier nanoClock) {
        this.server = server;
        this.nanoClock = nanoClock;
        this.next = nanoClock.getAsLong();
    }

    /**
     * Bounds it for consumers of these queues that are made from now on; to be called again and again, since the broker
     * makes a queue when it is first used, and forgets one that was not used for some minutes.
     */
    void bound(List<Queue> queues) {
        var now = nanoClock.getAsLong();
        if (now - next >= 0) {
            next = now + PAUSE;
            queues.forEach(this::bound);
        }
    }

    private void bound(Queue queue) {
        try {
            server.setAttribute(new ObjectName(QUEUE + ObjectName.quote(OwnQueue.nameOf(queue))), FEW);
        } catch (JMException | RuntimeException otherBroker) {
            // Or a queue that does not exist yet.
        }
    }
}
