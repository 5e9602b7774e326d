// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

/**
 * Where a request comes from and what it asked for, as the visitor's own machine would say it.
 *
 * @param address the client's IP address
 * @param scheme {@code http} or {@code https}
 * @param host the host name that the client asked for
 * @param port the port that it asked for, 0 for the scheme's own
 */
record ClientOrigin(String address, String scheme, String host, int port) {

    private static final int HIGHEST_PORT = 65_535;

    /** Takes the scheme's own port, and what is none, for 0. */
    ClientOrigin {
        var isOwn = port == ("https".equals(scheme) ? 443 : 80);
        port = isOwn || port < 0 || port > HIGHEST_PORT ? 0 : port;
    }

    /** The host name as hits carry it: the one that is configured, if there is one; else {@code null} if it is none. */
    String hostOr(String fixed) {
        return fixed != null ? fixed : RequestText.host(host);
    }

    /** The same host and port by another scheme, whose own port it then is unless another is named. */
    ClientOrigin by(String other) {
        return other == null || other.equals(scheme) ? this : new ClientOrigin(address, other, host, 0);
    }
}
