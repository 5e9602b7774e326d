// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

/**
 * The client of a request and the host it requested, as seen from the client.
 *
 * @param address the client's IP address
 * @param scheme {@code http} or {@code https}
 * @param host the host name that the client requested
 * @param port the port that it requested, 0 for the scheme's own
 */
record ClientOrigin(String address, String scheme, String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /** Replaces the scheme's own port, and an invalid one, with 0. */
    ClientOrigin {
        var isOwn = port == ("https".equals(scheme) ? 443 : 80);
        port = isOwn || port < 0 || port > HIGHEST_PORT ? 0 : port;
    }

    /** The host name for hits: the configured one if there is one; {@code null} if the host is not valid. */
    String hostOr(String fixed) {
        return fixed != null ? fixed : RequestText.host(host);
    }

    /** The same host with another scheme; the port becomes that scheme's own unless it was given explicitly. */
    ClientOrigin by(String other) {
        return other == null || other.equals(scheme) ? this : new ClientOrigin(address, other, host, 0);
    }
}
