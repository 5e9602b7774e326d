// SPDX-License-Identifier: Apache-2.0
/**
 * From the buffer over JMS to the providers. {@link dev.sidetrack.queue.Publishing} starts the {@code HitPublisher}, which
 * empties the {@link dev.sidetrack.buffer.HitBuffer} into batches ({@code BatchCodec}) and puts them onto the queue by {@link
 * dev.sidetrack.queue.BatchSender}; {@link dev.sidetrack.queue.HitConsumer} takes one from it and has {@code Delivery} cut it
 * into requests and hand them to the {@link dev.sidetrack.spi.Provider}. The only package that knows JMS.
 */
package dev.sidetrack.queue;
