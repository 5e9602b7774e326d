// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import jakarta.jms.JMSDestinationDefinition;

/**
 * Brings the queues along for WildFly, which makes none that nobody has defined. They have no names, see
 * {@link OwnQueue}. No bean, nor in a jar whose {@code web-fragment.xml} has its annotations read: for Open Liberty a
 * definition without a name is an error, and for Payara one that two wars of an EAR have.
 */
@JMSDestinationDefinition(name = QueueNames.HITS, interfaceName = "jakarta.jms.Queue")
@JMSDestinationDefinition(name = QueueNames.WAITING, interfaceName = "jakarta.jms.Queue")
@JMSDestinationDefinition(name = QueueNames.DEAD_LETTERS, interfaceName = "jakarta.jms.Queue")
final class QueueDefinitions {

    private QueueDefinitions() {}
}
