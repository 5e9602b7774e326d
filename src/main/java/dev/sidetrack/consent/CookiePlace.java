// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

/**
 * The circumstances in which a browser receives a cookie.
 *
 * @param host the requested host name, or {@code null} if it is unknown
 * @param contextPath the application's path, empty for the root
 * @param isSecure whether the browser uses https
 */
public record CookiePlace(String host, String contextPath, boolean isSecure) {}
