// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Share;
import dev.sidetrack.stats.Stats;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * {@code …/shares}: links that give whoever has them access to the numbers of one site. A link expires or is revoked.
 * Only its hash is stored, so the link is shown only once.
 */
@Shared
class SharesPage {

    static final String PATH = "/shares";
    private static final String LINK = "/share/";
    private static final int BYTES = 24;
    private static final int LONGEST_DAYS = 366;

    private final SecureRandom random = new SecureRandom();
    private final Stats stats;
    private final Today today;
    private final Clock clock;

    @Inject
    SharesPage(Stats stats, Today today) {
        this(stats, today, Clock.systemUTC());
    }

    SharesPage(Stats stats, Today today, Clock clock) {
        this.stats = stats;
        this.today = today;
        this.clock = clock;
    }

    /** Resolves a path below a shared link, or {@code null} if it is not below one. */
    static Below below(String path) {
        if (!path.startsWith(LINK)) {
            return null;
        }
        var end = path.indexOf('/', LINK.length());
        return end < 0
                ? new Below(path.substring(LINK.length()), "")
                : new Below(path.substring(LINK.length(), end), path.substring(end));
    }

    /** The viewer who uses the link with this token. */
    Viewer viewer(String token) {
        var share = stats.isAvailable() ? stats.share(Access.sha256(token)) : null;
        if (share == null) {
            throw Problem.notFound();
        }
        return new Viewer("share", share.site(), false, false);
    }

    void show(Frame frame, Answer answer) throws IOException {
        show(frame, null, answer);
    }

    /** Handles a form of ours. */
    void act(Frame frame, HttpServletRequest request, Answer answer) throws IOException {
        if ("revoke".equals(SignIn.parameter(request, "action"))) {
            stats.removeShare(String.valueOf(SignIn.parameter(request, "hash")));
            answer.seeOther(frame.base() + PATH);
            return;
        }
        var site = SignIn.parameter(request, "site");
        if (site == null || !stats.sites().contains(site)) {
            throw Problem.badRequest("site", "no such site has hits");
        }
        var token = newToken();
        stats.addShare(
                Access.sha256(token),
                site,
                clock.instant().plus(Duration.ofDays(days(SignIn.parameter(request, "days")))));
        show(frame, frame.base() + LINK + token, answer);
    }

    private void show(Frame frame, String link, Answer answer) throws IOException {
        var numbers = new Numbers(frame.words());
        var available = stats.isAvailable();
        var lines = available
                ? stats.shares().stream()
                        .map(share -> line(share, frame.words(), numbers))
                        .toList()
                : List.<Line>of();
        var page = new Page(frame, link, available ? stats.sites() : List.of(), lines);
        answer.html(Html.of("shares", page));
    }

    private Line line(Share share, Words words, Numbers numbers) {
        return new Line(
                share.hash(),
                siteName(words, share.site()),
                numbers.longDay(share.until().atZone(today.zone()).toLocalDate()));
    }

    static String siteName(Words words, String site) {
        return site.isEmpty() ? words.get("sites.default") : Labels.shown(site);
    }

    private static int days(String text) {
        try {
            var days = Integer.parseInt(String.valueOf(text));
            if (days >= 1 && days <= LONGEST_DAYS) {
                return days;
            }
        } catch (NumberFormatException malformed) {
            // Reported below.
        }
        throw Problem.badRequest("days", "it is not a whole number from 1 to " + LONGEST_DAYS);
    }

    private String newToken() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * @param token the token of the link
     * @param path the path of the page as it is without a link
     */
    record Below(String token, String path) {}

    record Line(String hash, String site, String until) {}

    /**
     * @param link the link that was just created, or {@code null}
     * @param sites the keys of all sites
     */
    record Page(Frame frame, String link, List<String> sites, List<Line> lines) {

        String name(String site) {
            return siteName(frame.words(), site);
        }
    }
}
