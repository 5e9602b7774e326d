// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Hosts;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Turns hits into rows; the address and the user agent are not stored. */
final class HitRows {

    /** Half a surrogate pair, which no database accepts. */
    private static final Pattern HALF = Pattern.compile("[\\x{D800}-\\x{DFFF}]");

    private static final Pattern ESCAPED_HALF =
            Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*+)\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}");

    private static final String WWW = "www.";
    private static final Pattern AROUND_PATH = Pattern.compile("^([^:/?#]*:)?//[^/?#]*|[?#].*", Pattern.DOTALL);

    private final Clients clients;

    HitRows(Clients clients) {
        this.clients = clients;
    }

    StoredHit row(Hit hit, String properties) {
        var visitor = hit.visitor();
        var key = visitor == null ? null : VisitorKey.of(visitor.clientId());
        var event = hit.event();
        var page = hit.page();
        return new StoredHit(
                HitIds.of(hit.id(), hit.time()),
                key == null ? null : key.id(),
                key == null ? VisitorKey.NOBODY : key.kind(),
                visit(hit),
                hit.time().truncatedTo(ChronoUnit.MICROS),
                term(TermKind.SITE, hit.site() == null ? "" : hit.site()),
                term(TermKind.PATH, page.pathAndQuery()),
                term(TermKind.TITLE, page.title()),
                event == null ? null : term(TermKind.EVENT, event.name()),
                event == null ? null : term(TermKind.CATEGORY, event.category()),
                event == null ? null : term(TermKind.LABEL, event.label()),
                event == null ? null : event.value(),
                origin(hit),
                clients.of(visitor),
                serverTime(hit),
                (visitor == null ? Consent.UNASKED : visitor.consent()).ordinal(),
                visitor == null || visitor.userId() == null ? null : whole(visitor.userId()),
                properties);
    }

    /** The event's properties as JSON, or {@code null} if it has none. */
    static String properties(Hit hit) {
        if (hit.event() == null || hit.event().properties().isEmpty()) {
            return null;
        }
        var json = new JsonWriter().object();
        hit.event().properties().forEach((name, value) -> json.name(whole(name)).value(value));
        // An escaped half of a pair is invalid too, but after an escaped backslash it is plain text.
        return ESCAPED_HALF.matcher(json.end().toString()).replaceAll("$1\uFFFD");
    }

    /** The second in which the visit began; without a session, all hits of a visitor on one day are one visit. */
    private static int visit(Hit hit) {
        if (hit.visitor() == null) {
            return 0;
        }
        var session = hit.visitor().session();
        return (int) (session != null ? session.id() : hit.time().getEpochSecond() / TimeUnit.DAYS.toSeconds(1));
    }

    private static Combination origin(Hit hit) {
        var campaign = hit.campaign();
        var host = withoutWww(referrerHost(hit));
        return Combination.of(
                Combination.Table.ORIGIN,
                term(TermKind.CHANNEL, Channel.of(campaign, host).key()),
                term(TermKind.HOST, host),
                term(
                        TermKind.REFERRER_PAGE,
                        host == null ? null : host + path(hit.page().referrer())),
                campaign == null ? null : term(TermKind.SOURCE, campaign.source()),
                campaign == null ? null : term(TermKind.MEDIUM, campaign.medium()),
                campaign == null ? null : term(TermKind.CAMPAIGN, campaign.name()),
                campaign == null ? null : term(TermKind.KEYWORD, campaign.term()),
                campaign == null ? null : term(TermKind.CONTENT, campaign.content()));
    }

    /** The host that the visitor came from, if that is another site. */
    private static String referrerHost(Hit hit) {
        var host = Hosts.of(hit.page().referrer());
        var isOurs = host != null
                && hit.page().host() != null
                && withoutPort(hit.page().host()).equalsIgnoreCase(host);
        return isOurs ? null : host;
    }

    private static String withoutWww(String host) {
        return host != null && host.startsWith(WWW) ? host.substring(WWW.length()) : host;
    }

    private static String path(String address) {
        return AROUND_PATH.matcher(address).replaceAll("");
    }

    private static String withoutPort(String host) {
        var port = host.lastIndexOf(':');
        return port > 0 && host.indexOf(']', port) < 0 ? host.substring(0, port) : host;
    }

    private static Integer serverTime(Hit hit) {
        return hit.serverTime() == null
                ? null
                : (int) Math.min(Integer.MAX_VALUE, Math.max(0, hit.serverTime().toNanos() / 1_000));
    }

    private static Term term(TermKind kind, String text) {
        return Term.of(kind, text == null ? null : whole(text));
    }

    private static String whole(String text) {
        return HALF.matcher(text).replaceAll("\uFFFD");
    }

    /** What is known about a visitor's browser, system, device, language and country. */
    interface Clients {
        /** The combination for this visitor, who may be {@code null}. */
        Combination of(Visitor visitor);
    }
}
