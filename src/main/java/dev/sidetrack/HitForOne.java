// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * A hit for a single provider that must not be lost: fired as a CDI event, it is on the queue when that returns, or the
 * observer has thrown an exception. Not API.
 *
 * @param provider the provider's name
 * @param hit the hit
 */
public record HitForOne(String provider, Hit hit) {}
