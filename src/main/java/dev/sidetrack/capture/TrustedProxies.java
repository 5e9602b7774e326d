// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Texts;
import dev.sidetrack.capture.ForwardedHeader.Hop;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.visitor.IpAddress;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Finds the visitor behind proxies. Only trusted proxies ({@code sidetrack.trusted-proxies}) are believed: the headers
 * are read from the right, where the nearest proxy has written, up to the first address that is not trusted.
 *
 * <p>{@code Forwarded} (RFC 7239) comes first. If it does not lead to a client, because it ends with a trusted proxy or
 * with nobody, as when only a router writes it, {@code X-Forwarded-For} is read too, with {@code -Proto}, {@code -Host}
 * and {@code -Port}: each of these applies to the client at the same position, or has a single value that every proxy
 * passes on. {@code sidetrack.proxy-header} restricts reading to a single header.
 */
@Shared
class TrustedProxies {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");
    private static final int LONGEST_HEADER = 4096;
    private static final String FORWARDED = "Forwarded";
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    /** Headers that show that a proxy has passed a request on. */
    private static final String[] OF_PROXIES = {
        FORWARDED, FORWARDED_FOR, "X-Real-IP", "CF-Connecting-IP", "True-Client-IP"
    };

    /** The form of {@code unix:} without a port: a proxy on the same machine. */
    private static final String UNIX = "unix";

    private final List<AddressRange> trusted;
    private final boolean trustsUnix;
    private final boolean readsForwarded;
    private final String listHeader;
    private final Warnings warnings;
    /** One in this many later requests is checked as well, because a proxy may be added later. */
    private static final int LATER = 100;
    /** How many requests are checked for an unknown proxy, which would appear in each of them. */
    private static final int AT_FIRST = 1_000;

    private final AtomicBoolean unknownIsTold = new AtomicBoolean();
    /** Precision beyond this is useless. */
    private int looks;

    @Inject
    TrustedProxies(Settings settings, Warnings warnings) {
        this.warnings = warnings;
        var names = settings.get(Keys.TRUSTED_PROXIES);
        trustsUnix = names.stream().anyMatch(TrustedProxies::isUnix);
        trusted = names.stream()
                .filter(text -> !isUnix(text))
                .map(text -> AddressRange.of(text, Keys.TRUSTED_PROXIES.name()))
                .toList();
        var header = settings.get(Keys.PROXY_HEADER);
        var isAuto = header.equalsIgnoreCase("auto");
        readsForwarded = isAuto || header.equalsIgnoreCase(FORWARDED);
        listHeader = isAuto ? FORWARDED_FOR : readsForwarded ? null : header;
    }

    ClientOrigin origin(HttpServletRequest request) {
        var direct = new ClientOrigin(
                request.getRemoteAddr(), request.getScheme(), request.getServerName(), request.getServerPort());
        if (!isTrusted(direct.address())) {
            return direct;
        }
        var said = said(request, direct.address());
        return behind(isUnix(said.address()) ? null : said.address(), said, direct);
    }

    /** Warns once about a request that was forwarded by an untrusted proxy. */
    void tellOfUnknownProxy(HttpServletRequest request) {
        if (unknownIsTold.get() || !isLookedAt() || isTrusted(request.getRemoteAddr())) {
            return;
        }
        var header = headerOfProxies(request);
        if (header != null && unknownIsTold.compareAndSet(false, true)) {
            warnings.add(
                    "proxy",
                    "a request had the header " + header + ", but " + Keys.TRUSTED_PROXIES.name()
                            + " does not list the address it came from");
            LOG.log(
                    Level.WARNING,
                    "A request from {0} has the header {1}, but {2} does not list that address: if it is your proxy,"
                            + " all its visitors share one address and one {3} until you list it.",
                    Texts.printable(request.getRemoteAddr()),
                    header,
                    Keys.TRUSTED_PROXIES.name(),
                    Keys.BEACON_RATE.name());
        }
    }

    private boolean isLookedAt() {
        looks++;
        return looks <= AT_FIRST || looks % LATER == 0;
    }

    private static String headerOfProxies(HttpServletRequest request) {
        for (var name : OF_PROXIES) {
            if (request.getHeader(name) != null) {
                return name;
            }
        }
        return null;
    }

    private Hop said(HttpServletRequest request, String direct) {
        var forwarded = readsForwarded ? joined(request, FORWARDED) : null;
        if (forwarded == null) {
            return listHeader == null ? new Hop(direct, null, null, 0) : byList(request, direct);
        }
        var said = walk(ForwardedHeader.parse(forwarded), direct);
        if (listHeader == null || isClient(said.address()) || joined(request, listHeader) == null) {
            return said;
        }
        var more = byList(request, direct);
        return over(more, new Hop(orElse(more.address(), said.address()), said.scheme(), said.host(), said.port()));
    }

    private Hop walk(List<Hop> hops, String direct) {
        var said = new Hop(direct, null, null, 0);
        for (var i = hops.size() - 1; i >= 0 && isTrusted(said.address()); i--) {
            var hop = hops.get(i);
            // Obfuscated or unknown: nothing further left can be trusted either.
            said = over(said, new Hop(known(hop.address()), hop.scheme(), hop.host(), hop.port()));
        }
        return said;
    }

    private Hop byList(HttpServletRequest request, String direct) {
        var addresses = list(joined(request, listHeader));
        // If it names nobody, the proxy is not the client either.
        var client = addresses.isEmpty() && joined(request, listHeader) != null ? null : direct;
        var hops = 0;
        while (hops < addresses.size() && isTrusted(client)) {
            hops++;
            client = known(ForwardedHeader.withoutPort(fromRight(addresses, hops)));
        }
        var scheme = ForwardedHeader.scheme(fromRight(list(joined(request, "X-Forwarded-Proto")), hops));
        var host = fromRight(list(joined(request, "X-Forwarded-Host")), hops);
        var ownPort = ForwardedHeader.port(host);
        var port = ownPort == 0
                ? ForwardedHeader.number(fromRight(list(joined(request, "X-Forwarded-Port")), hops))
                : ownPort;
        return new Hop(client, scheme, host.isEmpty() ? null : ForwardedHeader.host(host), port);
    }

    /** Replaces earlier values with those nearer to the client; a new host resets the port. */
    private static Hop over(Hop before, Hop nearer) {
        var knowsHost = nearer.host() != null;
        return new Hop(
                nearer.address(),
                orElse(nearer.scheme(), before.scheme()),
                knowsHost ? nearer.host() : before.host(),
                knowsHost ? nearer.port() : before.port());
    }

    private static ClientOrigin behind(String client, Hop said, ClientOrigin direct) {
        var known = direct.by(said.scheme());
        var host = said.host() == null ? known.host() : said.host();
        var port = said.host() == null && known.port() != 0 ? known.port() : said.port();
        return new ClientOrigin(client, known.scheme(), host, port);
    }

    private static String orElse(String value, String other) {
        return value == null ? other : value;
    }

    /** The address if it is one, or the local socket; otherwise {@code null}. */
    private static String known(String address) {
        return isUnix(address) || IpAddress.parse(address) != null ? address : null;
    }

    private boolean isClient(String address) {
        return address != null && !isUnix(address) && !isTrusted(address);
    }

    private boolean isTrusted(String address) {
        if (address == null || address.isEmpty() || isUnix(address)) {
            // Servers that listen on a Unix socket have no address.
            return trustsUnix && address != null;
        }
        var bytes = trusted.isEmpty() ? null : IpAddress.parse(address);
        return bytes != null && trusted.stream().anyMatch(range -> range.contains(bytes));
    }

    private static boolean isUnix(String address) {
        return address != null && (address.equals(UNIX) || address.startsWith(UNIX + ":"));
    }

    private static String joined(HttpServletRequest request, String name) {
        var values = Collections.list(request.getHeaders(name));
        var header = String.join(",", values);
        // The nearest proxies wrote the right end.
        return values.isEmpty() ? null : header.substring(Math.max(0, header.length() - LONGEST_HEADER));
    }

    private static List<String> list(String header) {
        var parts = new ArrayList<String>();
        for (var part : header == null ? new String[0] : header.split(",")) {
            // Empty elements are ignored (RFC 9110 section 5.6.1).
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /**
     * The value at this position from the right, counting from one; the leftmost if there are fewer, an empty text if
     * there are none.
     */
    private static String fromRight(List<String> values, int place) {
        return values.isEmpty() ? "" : values.get(Math.max(0, values.size() - Math.max(1, place)));
    }
}
