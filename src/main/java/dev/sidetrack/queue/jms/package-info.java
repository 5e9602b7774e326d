// SPDX-License-Identifier: Apache-2.0
/**
 * The queues of the server's own JMS, in its JTA transactions: {@link dev.sidetrack.queue.jms.ServerQueue} is the way
 * to them, {@code ServerPublishing} starts and stops with the application. {@link dev.sidetrack.queue.jms.JmsSession}
 * and {@code BatchMessage} are what JMS is like everywhere.
 *
 * <p>Internal.
 */
package dev.sidetrack.queue.jms;
