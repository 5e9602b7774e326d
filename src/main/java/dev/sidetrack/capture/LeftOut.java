// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Texts;
import dev.sidetrack.TrackedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields that a request has and its hit lacks because of privacy, for the live view. Only the names in the hit's
 * JSON, never a value.
 */
final class LeftOut {

    private static final int LONGEST_NAME = 50;
    private static final int MOST_NAMES = 10;

    private final List<String> fields = new ArrayList<>();
    private final RequestFacts facts;
    private final String title;

    private LeftOut(RequestFacts facts, String title) {
        this.facts = facts;
        this.title = title;
    }

    /** For a hit of this request with this title and this event, which is {@code null} for a page view. */
    static List<String> of(RequestFacts facts, String title, TrackedEvent event, Hit hit) {
        var left = new LeftOut(facts, title);
        try {
            left.ofVisitor(hit);
            left.ofPage(hit.page());
            left.ofQuery(hit);
            if (event != null && !event.equals(hit.event())) {
                left.fields.add("event (masked)");
            }
        } catch (RuntimeException gone) {
            // Servers may refuse to read a request that has ended; the hit matters more than these names.
            return left.fields;
        }
        return left.fields;
    }

    private void ofVisitor(Hit hit) {
        var visitor = hit.visitor();
        var address = facts.origin().address();
        if (address != null && visitor.address() == null) {
            fields.add("address");
        } else if (address != null && !address.equals(visitor.address())) {
            fields.add("address (shortened)");
        }
        missing("userAgent", header("User-Agent"), visitor.userAgent());
        missing("language", header("Accept-Language"), visitor.language());
        missing("hints", header("Sec-CH-UA"), visitor.hints());
        missing("screen", facts.admitted().screen(), visitor.screen());
        missing(
                "user",
                facts.admitted().userId() == null
                        ? principal()
                        : facts.admitted().userId(),
                visitor.userId());
    }

    private void ofPage(Page page) {
        if (masked(facts.uri, page.path())) {
            fields.add("path (masked)");
        }
        if (masked(title, page.title())) {
            fields.add("title (masked)");
        }
        var referrer = header("Referer");
        if (referrer != null && referrer.indexOf('?') >= 0) {
            fields.add("referrer (query)");
        }
        if (masked(referrer, page.referrer())) {
            fields.add("referrer (masked)");
        }
    }

    private void ofQuery(Hit hit) {
        var query = facts.query();
        if (query == null || query.isEmpty()) {
            return;
        }
        var kept = '&' + String.valueOf(hit.page().query());
        var campaign = hit.campaign();
        var names = Stream.of(query.split("&"))
                .map(pair -> pair.replaceFirst("=.*", ""))
                .filter(name -> !name.isEmpty() && !kept.contains('&' + name + '='))
                .filter(name ->
                        campaign == null || !name.startsWith("utm_") && !name.equalsIgnoreCase(campaign.clickIdName()))
                .map(name -> name.length() > LONGEST_NAME ? Texts.cut(name, LONGEST_NAME) + '…' : name)
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        if (!names.isEmpty()) {
            fields.add("query (" + String.join(", ", names) + ")");
        }
    }

    private void missing(String name, Object told, Object kept) {
        if (told != null && kept == null) {
            fields.add(name);
        }
    }

    private static boolean masked(String told, String kept) {
        return told != null && kept != null && kept.indexOf('*') >= 0 && told.indexOf('*') < 0;
    }

    private String header(String name) {
        return facts.request.getHeader(name);
    }

    private String principal() {
        var principal = facts.request.getUserPrincipal();
        return principal == null ? null : principal.getName();
    }
}
