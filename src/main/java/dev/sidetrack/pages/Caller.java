// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

/**
 * Who asks for a page of ours, as the filter knows it behind proxies.
 *
 * @param network by what one who guesses is told from others: the address, or of IPv6 its network
 * @param visitorId the id that this browser's own hits carry, or {@code null} if it has none
 * @param own whether no other site has made this browser ask
 */
public record Caller(String network, String visitorId, boolean own) {}
