// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the visitor behind proxies. Only what a trusted proxy ({@code sidetrack.trusted-proxies}) says is believed: the headers
 * are read from the right, where the nearest proxy has written, and reading stops at the first address that is not trusted.
 *
 * <p>{@code Forwarded} (RFC 7239) comes first; where there is none, {@code X-Forwarded-For}, {@code -Proto}, {@code -Host} and {@code
 * -Port}, of which all but the first say something of the client where the first names it, or have one value that each proxy passes on.
 */
@Shared
class TrustedProxies {

    private static final int LONGEST_HEADER = 4096;

    private final List<AddressRange> trusted;

    @Inject
    TrustedProxies(Settings settings) {
        trusted = settings.get(Keys.TRUSTED_PROXIES).stream()
                .map(text -> AddressRange.of(text, Keys.TRUSTED_PROXIES.name()))
                .toList();
    }

    ClientOrigin origin(HttpServletRequest request) {
        var direct = new ClientOrigin(request.getRemoteAddr(), request.getScheme(), request.getServerName(), request.getServerPort());
        if (trusted.isEmpty() || !isTrusted(direct.address())) {
            return direct;
        }
        var forwarded = joined(request, "Forwarded");
        return forwarded == null ? byOldHeaders(request, direct) : byForwarded(ForwardedHeader.parse(forwarded), direct);
    }

    private ClientOrigin byForwarded(List<ForwardedHeader.Hop> hops, ClientOrigin direct) {
        var origin = direct;
        for (var i = hops.size() - 1; i >= 0 && isTrusted(origin.address()); i--) {
            var hop = hops.get(i);
            var address = IpAddress.parse(hop.address());
            if (address == null) {
                // Obfuscated or unknown: nobody further left can be believed either.
                return behind(null, hop, origin);
            }
            origin = behind(hop.address(), hop, origin);
        }
        return origin;
    }

    private ClientOrigin byOldHeaders(HttpServletRequest request, ClientOrigin direct) {
        var addresses = list(joined(request, "X-Forwarded-For"));
        var client = direct.address();
        var hops = 0;
        while (hops < addresses.size() && isTrusted(client)) {
            hops++;
            var address = ForwardedHeader.withoutPort(fromRight(addresses, hops));
            client = IpAddress.parse(address) == null ? null : address;
        }
        var scheme = ForwardedHeader.scheme(fromRight(list(joined(request, "X-Forwarded-Proto")), hops));
        var host = fromRight(list(joined(request, "X-Forwarded-Host")), hops);
        var port = ForwardedHeader.number(fromRight(list(joined(request, "X-Forwarded-Port")), hops));
        var name = host.isEmpty() ? null : ForwardedHeader.host(host);
        var origin = behind(client, new ForwardedHeader.Hop(client, scheme, name, ForwardedHeader.port(host)), direct);
        return port == 0 || origin.port() != 0 ? origin : new ClientOrigin(client, origin.scheme(), origin.host(), port);
    }

    /** A proxy's word on the host is one on the port too. */
    private static ClientOrigin behind(String client, ForwardedHeader.Hop hop, ClientOrigin origin) {
        var known = origin.by(hop.scheme());
        return hop.host() == null ? new ClientOrigin(client, known.scheme(), known.host(), known.port())
                : new ClientOrigin(client, known.scheme(), hop.host(), hop.port());
    }

    private boolean isTrusted(String address) {
        var bytes = address == null ? null : IpAddress.parse(address);
        return bytes != null && trusted.stream().anyMatch(range -> range.contains(bytes));
    }

    private static String joined(HttpServletRequest request, String name) {
        var values = Collections.list(request.getHeaders(name));
        var header = String.join(",", values);
        // The right end is what the nearest proxies wrote.
        return values.isEmpty() ? null : header.substring(Math.max(0, header.length() - LONGEST_HEADER));
    }

    private static List<String> list(String header) {
        var parts = new ArrayList<String>();
        for (var part : header == null ? new String[0] : header.split(",")) {
            parts.add(part.strip());
        }
        return parts;
    }

    /** The value so many places from the right, at least one; the leftmost if there are fewer, an empty text if there are none. */
    private static String fromRight(List<String> values, int place) {
        return values.isEmpty() ? "" : values.get(Math.max(0, values.size() - Math.max(1, place)));
    }
}
