// SPDX-License-Identifier: Apache-2.0
/**
 * From the buffer over JMS to the providers. {@code Publishing} runs the {@code HitPublisher}, which empties the {@link
 * dev.sidetrack.buffer.HitBuffer} into batches ({@code BatchCodec}) and sends them by a {@link dev.sidetrack.queue.QueueAccess};
 * {@code Delivery} cuts a batch that was received into requests and hands them to the {@link dev.sidetrack.spi.Provider}.
 *
 * <p>There are two ways to the queue. With the server's own JMS it is {@link dev.sidetrack.queue.ServerQueue} in JTA
 * transactions, fed back by {@link dev.sidetrack.queue.HitConsumer}, a message-driven bean. With a broker outside ({@code
 * sidetrack.broker.url}) it is {@code BrokerQueue} with transactions of its own, fed back by {@code BrokerReceiver}s. All else is
 * the same. The only package that knows JMS.
 */
package dev.sidetrack.queue;
