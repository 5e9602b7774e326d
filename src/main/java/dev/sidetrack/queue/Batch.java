// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

/**
 * One message of the queue: hits for one provider.
 *
 * @param provider the name the configuration gives the provider
 * @param text the hits, as {@link BatchCodec} writes them
 * @param hits how many they are
 */
public record Batch(String provider, String text, int hits) {}
