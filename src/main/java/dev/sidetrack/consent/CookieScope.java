// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.SameSite;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * The domain, path and attributes of our cookies ({@code sidetrack.cookie.*}). If a browser would reject a cookie, a
 * warning is logged; cookies on other domains and paths can be removed.
 */
@Shared
public class CookieScope {

    private static final Logger LOG = System.getLogger("dev.sidetrack.consent");
    /** The prefix of names that browsers accept over https only (RFC 6265bis section 4.1.3). */
    private static final Pattern SECURE_NAME = Pattern.compile("(?i)__(Host|Secure|Http|HostHttp)-.*");
    /** The prefix of names that browsers accept for a single host and the path / only. */
    private static final Pattern HOST_NAME = Pattern.compile("(?i)__Host(Http)?-.*");

    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x3A\\x3C-\\x7E]*");
    private static final Pattern HAS_NO_PARENT = Pattern.compile(".*[:\\[].*|[0-9.]+");
    /** The size of response headers is limited, and there are up to this many for each of three cookies. */
    private static final int MOST_PLACES = 20;

    private final String name;
    private final String domain;
    private final String path;
    private final SameSite sameSite;
    private final String hostOnly;
    private final String secure;
    private final String plain;
    private final AtomicBoolean foreignHostIsTold = new AtomicBoolean();
    private final AtomicBoolean plainHttpIsTold = new AtomicBoolean();

    @Inject
    CookieScope(Settings settings) {
        name = settings.get(Keys.COOKIE_NAME);
        var written = settings.get(Keys.COOKIE_DOMAIN);
        domain = written == null || !written.startsWith(".") ? written : written.substring(1);
        path = settings.get(Keys.COOKIE_PATH);
        sameSite = settings.get(Keys.COOKIE_SAME_SITE);
        hostOnly = scope(path, null);
        secure = attributes(sameSite) + "; Secure";
        // Without Secure, browsers reject a cookie with SameSite=None.
        plain = attributes(sameSite == SameSite.NONE ? SameSite.LAX : sameSite);
    }

    /** The attributes for the domain and path of a cookie that is set here. */
    String scope(CookiePlace place) {
        return domain == null ? hostOnly : scope(path, fittingDomain(place));
    }

    /** The other attributes of the cookie with this name. */
    String attributes(String name, CookiePlace place) {
        var hasSecureName = name.startsWith("__") && SECURE_NAME.matcher(name).matches();
        if (!place.isSecure() && (hasSecureName || sameSite == SameSite.NONE)) {
            tellOfPlainHttp(name);
        }
        // A browser that uses https through an unknown proxy accepts it nevertheless.
        return place.isSecure() || hasSecureName ? secure : plain;
    }

    private static String attributes(SameSite sameSite) {
        return "; HttpOnly; SameSite=" + sameSite.name().charAt(0)
                + Texts.lowerCase(sameSite).substring(1);
    }

    /**
     * The other domains and paths on which a cookie may be set that is sent here; the likeliest ones if there are too
     * many.
     */
    List<String> elsewhere(CookiePlace place) {
        if (HOST_NAME.matcher(name).matches()) {
            return List.of();
        }
        var scopes = new LinkedHashSet<String>();
        for (var domain : domains(place)) {
            for (var path : paths(place)) {
                scopes.add(scope(path, domain));
            }
        }
        scopes.remove(scope(place));
        return scopes.stream().limit(MOST_PLACES).toList();
    }

    /** At {@code /shop/x} a browser sends cookies for {@code /shop} and for {@code /shop/}. */
    private Set<String> paths(CookiePlace place) {
        var paths = new LinkedHashSet<String>(List.of(path, "/"));
        for (var path : List.of(this.path, place.contextPath())) {
            paths.add(path);
            paths.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path + '/');
        }
        paths.removeIf(path -> !PATH.matcher(path).matches());
        return paths;
    }

    private static String scope(String path, String domain) {
        return "; Path=" + path + (domain == null ? "" : "; Domain=" + domain);
    }

    /**
     * The domains: the host only ({@code null}), the configured one, the host's own and its parents, of which the
     * shortest are the likeliest.
     */
    private List<String> domains(CookiePlace place) {
        var domains = new ArrayList<String>();
        domains.add(null);
        if (fittingDomain(place) != null) {
            domains.add(domain);
        }
        var host = place.host();
        if (host == null || HAS_NO_PARENT.matcher(host).matches()) {
            return domains;
        }
        var own = domains.size();
        // Nobody owns the last label alone.
        for (var name = host; name.indexOf('.') > 0; name = name.substring(name.indexOf('.') + 1)) {
            if (name.equals(host)) {
                domains.add(name);
            } else if (!PublicSuffixes.contain(name)) {
                domains.add(own + 1, name);
            }
        }
        return domains;
    }

    /** The configured domain if browsers accept it from this host (RFC 6265 section 5.3), otherwise {@code null}. */
    private String fittingDomain(CookiePlace place) {
        var host = place.host();
        if (domain == null
                || host == null
                || host.equalsIgnoreCase(domain)
                || domain.indexOf('.') > 0
                        && !PublicSuffixes.contain(domain)
                        && !HAS_NO_PARENT.matcher(host).matches()
                        && host.toLowerCase(Locale.ROOT).endsWith("." + domain.toLowerCase(Locale.ROOT))) {
            return domain;
        }
        if (foreignHostIsTold.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    PublicSuffixes.contain(domain)
                            ? "{0}={1} is a name below which anybody can have a host: browsers would reject such a"
                                    + " cookie, so at {2} it is set for that host only."
                            : "{0}={1} does not match the host {2}: browsers would reject such a cookie, so there it is"
                                    + " set for that host only.",
                    Keys.COOKIE_DOMAIN.name(),
                    domain,
                    Texts.printable(host));
        }
        return null;
    }

    private void tellOfPlainHttp(String name) {
        if (plainHttpIsTold.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "The cookie {0} needs https (because of its name, or of {1}=none), but a request came over http:"
                            + " browsers reject the cookie there. If a proxy in front handles https, list it in {2} and"
                            + " have it send Forwarded or X-Forwarded-Proto.",
                    name,
                    Keys.COOKIE_SAME_SITE.name(),
                    Keys.TRUSTED_PROXIES.name());
        }
    }
}
