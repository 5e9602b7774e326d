// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Decides who may see the pages: nobody, unless {@code sidetrack.stats.*} allows it. */
@Shared
class Access {

    private static final Logger LOG = System.getLogger("dev.sidetrack.pages");
    private static final List<String> FORWARDING = List.of(
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "X-Real-IP",
            "Via",
            "Client-IP",
            "True-Client-IP",
            "CF-Connecting-IP",
            "X-Client-IP",
            "X-Cluster-Client-IP");
    private static final Set<String> LOOPBACK =
            Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1", "[::1]", "localhost", "[0:0:0:0:0:0:0:1]");
    private static final String BEARER = "Bearer ";
    private static final int MOST_WAITING = 20;
    private static final int SECONDS_OF_PATIENCE = 5;

    /**
     * A check keeps a core busy for a third of a second; checks must not take all cores or all threads of the server.
     */
    private final Semaphore checks = new Semaphore(1, true);

    private final AtomicBoolean toldUnasked = new AtomicBoolean();

    private final List<String> roles;
    private final String passwordHash;
    private final List<String> tokenHashes;
    private final boolean loopback;
    private final Signer signer;
    private final SignInAttempts attempts;

    @Inject
    Access(Settings settings, Signer signer) {
        this(settings, signer, Clock.systemUTC());
    }

    Access(Settings settings, Signer signer, Clock clock) {
        roles = settings.get(Keys.STATS_ROLES);
        passwordHash = settings.get(Keys.STATS_PASSWORD_HASH);
        tokenHashes = settings.get(Keys.STATS_TOKEN_HASHES);
        loopback = settings.get(Keys.STATS_LOOPBACK);
        this.signer = signer;
        this.attempts = new SignInAttempts(clock);
    }

    /** Whether anybody has access; if not, the pages do not exist. */
    boolean isPossible() {
        return loopback || passwordHash != null || !roles.isEmpty() || !tokenHashes.isEmpty();
    }

    /** Whether people can sign in with a password. */
    boolean hasPassword() {
        return passwordHash != null;
    }

    /** Whether programs can use the API with a token. */
    boolean hasTokens() {
        return !tokenHashes.isEmpty();
    }

    /** The viewer who sends the request, or {@code null} without access. */
    Viewer viewer(HttpServletRequest request) {
        if (loopback && isLocal(request)) {
            return Viewer.owner("loopback");
        }
        if (request.getUserPrincipal() != null && roles.stream().anyMatch(request::isUserInRole)) {
            return Viewer.owner("role " + request.getUserPrincipal().getName());
        }
        return passwordHash != null && isSignedIn(request) ? new Viewer("password", null, true, true) : null;
    }

    /** The viewer to whom the request's token belongs, or {@code null}. */
    Viewer viewerByToken(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        var hash = sha256(header.substring(BEARER.length()).strip());
        var known = false;
        for (var each : tokenHashes) {
            known |=
                    MessageDigest.isEqual(hash.getBytes(StandardCharsets.UTF_8), each.getBytes(StandardCharsets.UTF_8));
        }
        return known ? Viewer.owner("token") : null;
    }

    /** Starts the application's own login; {@code true} if it has answered the request. */
    boolean challenge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (roles.isEmpty() || request.getUserPrincipal() != null) {
            return false;
        }
        try {
            return !request.authenticate(response)
                    && (response.isCommitted() || response.getStatus() >= HttpServletResponse.SC_MULTIPLE_CHOICES);
        } catch (ServletException | RuntimeException noLogin) {
            // The application has no login, which servers report in different ways, or the server is WildFly.
            tellUnasked(noLogin);
            return response.isCommitted();
        }
    }

    private void tellUnasked(Exception noLogin) {
        if (!toldUnasked.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "The server cannot ask visitors of the statistics pages to log in ({0}): for {1}, declare a"
                            + " login-config in web.xml, and on WildFly also a security-constraint for"
                            + " /sidetrack/stats.",
                    Texts.printable(noLogin.toString()),
                    Keys.STATS_ROLES.name());
        }
    }

    /** The result of a sign-in. */
    enum Entry {
        RIGHT,
        WRONG,
        TOO_OFTEN
    }

    Entry enter(String guesser, String password) throws InterruptedException {
        if (!attempts.take(guesser)
                || checks.getQueueLength() > MOST_WAITING
                || !checks.tryAcquire(SECONDS_OF_PATIENCE, TimeUnit.SECONDS)) {
            return Entry.TOO_OFTEN;
        }
        try {
            if (!PasswordHash.matches(password, passwordHash)) {
                return Entry.WRONG;
            }
        } finally {
            checks.release();
        }
        attempts.forget(guesser);
        return Entry.RIGHT;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private boolean isSignedIn(HttpServletRequest request) {
        var cookies = request.getCookies();
        var ours = Stream.of(cookies == null ? new Cookie[0] : cookies)
                .filter(each -> Signer.COOKIE.equals(each.getName()))
                .toList();
        return ours.size() == 1 && signer.isCookie(ours.get(0).getValue());
    }

    /**
     * Whether the request comes from this machine, as far as can be told (behind a proxy all do), and names it as its
     * host, which no page of another site can do.
     */
    private static boolean isLocal(HttpServletRequest request) {
        return LOOPBACK.contains(request.getRemoteAddr())
                && LOOPBACK.contains(request.getServerName())
                && FORWARDING.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
