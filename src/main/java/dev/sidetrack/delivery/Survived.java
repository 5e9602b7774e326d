// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.time.Instant;

/**
 * What hits have come through, lately, that a provider took in the end: where one of its servers fails, any hit fails a
 * few times in a row.
 *
 * @param failures how often one has failed by itself, at most; 0 if none has
 * @param at when the provider last took such a hit
 */
public record Survived(int failures, Instant at) {

    static final Survived NOTHING = new Survived(0, Instant.EPOCH);
}
