// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

/**
 * Where a browser will take a cookie from us.
 *
 * @param host the host name that the browser asked for, or {@code null} if it is not known
 * @param contextPath the application's path, empty for the root
 * @param isSecure whether the browser speaks https
 */
public record CookiePlace(String host, String contextPath, boolean isSecure) {}
