// SPDX-License-Identifier: Apache-2.0
/**
 * From the buffer to the queue and from there to the providers, whatever keeps the queue. {@code Publishing} runs the
 * {@code HitPublisher}, which empties the {@link dev.sidetrack.buffer.HitBuffer} into an {@code Outbox} of batches
 * ({@link dev.sidetrack.queue.BatchCodec}) and sends them by a {@link dev.sidetrack.queue.QueueAccess};
 * {@link dev.sidetrack.queue.Receivers} take them from there, each for one provider, and settle what became of every
 * hit within one {@link dev.sidetrack.queue.QueueSession}.
 *
 * <p>Two packages keep the queue: {@code queue.jms} by the server's own JMS, {@code queue.artemis} by a broker outside
 * ({@code sidetrack.broker.url}). A further technology would be a package beside these.
 *
 * <p>Internal, but for {@link dev.sidetrack.queue.DeadLetters}, by which applications manage theirs.
 */
package dev.sidetrack.queue;
