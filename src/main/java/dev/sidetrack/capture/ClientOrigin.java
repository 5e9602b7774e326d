// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

/**
 * Where a request comes from and what it asked for, as the visitor's own machine would say it.
 *
 * @param address the client's IP address
 * @param scheme {@code http} or {@code https}
 * @param host the host name that the client asked for
 */
record ClientOrigin(String address, String scheme, String host) {}
