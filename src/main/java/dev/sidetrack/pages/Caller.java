// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

/**
 * Who requests one of our pages, as the filter identifies them behind proxies.
 *
 * @param network what tells clients apart that guess passwords: the address or, with IPv6, its network
 * @param visitorId the visitor id in this browser's own hits, or {@code null} if it has none
 * @param own whether the request was not caused by another site
 */
public record Caller(String network, String visitorId, boolean own) {}
