// SPDX-License-Identifier: Apache-2.0
/**
 * The queues of an Artemis broker outside the server ({@code sidetrack.broker.url}), in its own transactions:
 * {@link dev.sidetrack.queue.artemis.BrokerQueue} is the way to them, {@code BrokerPublishing} starts and stops with
 * the application.
 *
 * <p>Internal.
 */
package dev.sidetrack.queue.artemis;
