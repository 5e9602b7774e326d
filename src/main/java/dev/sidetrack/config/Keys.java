// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All configuration keys except those of providers ({@code sidetrack.provider.<name>.*}, which each provider lists
 * itself). {@code docs/configuration.md} describes them; a test compares the two.
 */
public final class Keys {

    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);
    /** The shortest thirteen months: those that begin on the first of February. */
    private static final Duration MONTHS_13 = Duration.ofDays(393);

    /** Whether anything is tracked at all. */
    public static final Key<Boolean> ENABLED =
            Key.flag("sidetrack.enabled", true).asFilled();
    /** The names of the providers that get the hits. */
    public static final Key<List<String>> PROVIDERS = Key.list("sidetrack.providers", "log");
    /** Whether requests to providers are logged instead of sent. */
    public static final Key<Boolean> DRY_RUN =
            Key.flag("sidetrack.dry-run", false).asFilled();
    /** The id of the site at its providers, such as {@code UA-1234-5} or {@code G-ABC123}. */
    public static final Key<String> TRACKING_ID = Key.text("sidetrack.tracking-id", null);

    /** The currency (ISO 4217) of values without one of their own; without it such values do not count as money. */
    public static final Key<String> CURRENCY = new Key<>(
            "sidetrack.currency",
            null,
            "currency (ISO 4217), such as EUR",
            false,
            text -> Currency.getInstance(text.toUpperCase(Locale.ROOT)).getCurrencyCode());

    /** The host name of every hit, whatever host was requested. */
    public static final Key<String> SITE = Key.text("sidetrack.site", null);
    /** The keys of further sites; needed only where they are set by environment variables. */
    public static final Key<List<String>> SITES = Key.list("sidetrack.sites", "");

    /**
     * The time zone of the statistics, which determines when a day begins; by default that of the server that created
     * the tables.
     */
    public static final Key<ZoneId> TIME_ZONE =
            new Key<>("sidetrack.time-zone", null, "time zone, such as Europe/Berlin", false, ZoneId::of);

    /** The final response statuses that make a page view. */
    public static final Key<List<Integer>> STATUSES = Key.numbers("sidetrack.statuses", "200", 100, 599);
    /** The content types that are pages; {@code *} is everything. */
    public static final Key<List<String>> CONTENT_TYPES =
            Key.list("sidetrack.content-types", "text/html, application/xhtml+xml");
    /** Prefixes of paths, from the context root, that are not tracked. */
    public static final Key<List<String>> IGNORE_PATHS = Key.list("sidetrack.ignore-paths", "");

    /** What a page in a frame counts as. */
    public static final Key<FrameMode> FRAMES = Key.choice("sidetrack.frames", FrameMode.PART, FrameMode.class);
    /** How prefetches are answered. */
    public static final Key<PrefetchMode> PREFETCH =
            Key.choice("sidetrack.prefetch", PrefetchMode.ANSWER, PrefetchMode.class);
    /** Where the title of a page view comes from if the application sets none. */
    public static final Key<TitleSource> TITLES = Key.choice("sidetrack.titles", TitleSource.PAGE, TitleSource.class);
    /** What happens to hits on hosts that no site lists. */
    public static final Key<UnknownHosts> UNKNOWN_HOSTS =
            Key.choice("sidetrack.unknown-hosts", UnknownHosts.COUNT, UnknownHosts.class);
    /** Referring hosts whose visits are excluded: host names, or {@code spam} for the list in the jar. */
    public static final Key<List<String>> EXCLUDE_REFERRERS = Key.list("sidetrack.exclude-referrers", "");

    /** What visitors are told or asked. */
    public static final Key<ConsentMode> CONSENT = Key.choice(
                    "sidetrack.consent", ConsentMode.NOTICE, ConsentMode.class)
            .asFilled();
    /** What is tracked for visitors who have not said yes, if a yes is needed. */
    public static final Key<BeforeConsent> CONSENT_BEFORE = Key.choice(
                    "sidetrack.consent.before", BeforeConsent.NOTHING, BeforeConsent.class)
            .asFilled();
    /** The version of the policy that visitors agree to; a new one asks again. */
    public static final Key<String> CONSENT_VERSION = new Key<>(
                    "sidetrack.consent.version", "1", "1 to 20 letters, digits, - and _", false, CookieText::version)
            .asFilled();
    /** What visitors are asked to agree to. */
    public static final Key<List<String>> CONSENT_PURPOSES = new Key<>(
                    "sidetrack.consent.purposes",
                    "analytics",
                    "list of names in lower case, analytics among them",
                    false,
                    PurposeNames::asked)
            .asFilled();
    /** How long a visitor's choice is kept. */
    public static final Key<Duration> CONSENT_AGE =
            Key.duration("sidetrack.consent.age", "PT8760H", DAY, MONTHS_13).asFilled();
    /** What {@code Sec-GPC: 1} (Global Privacy Control) does. */
    public static final Key<SignalMode> GPC =
            Key.choice("sidetrack.gpc", SignalMode.DROP, SignalMode.class).asFilled();
    /** What {@code DNT: 1} (Do Not Track) does. */
    public static final Key<SignalMode> DNT =
            Key.choice("sidetrack.dnt", SignalMode.DROP, SignalMode.class).asFilled();
    /** How a visitor is recognized. */
    public static final Key<Identity> IDENTITY =
            Key.choice("sidetrack.identity", Identity.COOKIE, Identity.class).asFilled();
    /** The key of cookieless and hashed ids; needed if several nodes must agree on them. */
    public static final Key<String> SECRET = Key.secret("sidetrack.secret").asFilled();
    /** Which user id a hit carries if the visitor has signed in. */
    public static final Key<UserIdMode> USER_ID =
            Key.choice("sidetrack.user-id", UserIdMode.NONE, UserIdMode.class).asFilled();
    /** Whether hits carry the ids from Google's own cookies, so that Google adds them to the browser's sessions. */
    public static final Key<Boolean> GOOGLE_COOKIES =
            Key.flag("sidetrack.google-cookies", false).asFilled();
    /** The base name of a resource bundle in the application that replaces texts of the notice. */
    public static final Key<String> NOTICE_BUNDLE = Key.text("sidetrack.notice.bundle", null);
    /** How much of the visitor's IP address a hit carries. */
    public static final Key<ClientIp> CLIENT_IP = Key.choice("sidetrack.client-ip", ClientIp.ANONYMIZED, ClientIp.class)
            .asFilled();

    /** The file with the countries of addresses. */
    public static final Key<Path> COUNTRIES = new Key<>(
                    "sidetrack.countries",
                    null,
                    "path of an .mmdb file (DB-IP or GeoLite2, countries or cities)",
                    false,
                    text -> Path.of(text))
            .asFilled();

    /** The addresses of proxies whose {@code Forwarded} and {@code X-Forwarded-*} headers are trusted. */
    public static final Key<List<String>> TRUSTED_PROXIES =
            Key.list("sidetrack.trusted-proxies", "").asFilled();
    /**
     * The header that they write: {@code auto}, {@code forwarded}, {@code x-forwarded-for}, or another with one address
     * or a list, such as {@code CF-Connecting-IP}.
     */
    public static final Key<String> PROXY_HEADER = new Key<>(
                    "sidetrack.proxy-header",
                    "auto",
                    "auto, forwarded, x-forwarded-for, or a header's name",
                    false,
                    CookieText::name)
            .asFilled();
    /** Query parameters that hits may carry, in addition to campaign parameters, which become fields. */
    public static final Key<List<String>> QUERY_PARAMETERS = Key.list("sidetrack.query-parameters", "");
    /**
     * What is masked in paths: {@code email} (in titles, campaigns, queries and events too), {@code token},
     * {@code number}, or regular expressions of whole segments.
     */
    public static final Key<List<String>> MASK =
            Key.list("sidetrack.mask", "email").asFilled();
    /** Whether bots are excluded; prefetches and prerenders always are. */
    public static final Key<Boolean> BOTS_EXCLUDED = Key.flag("sidetrack.exclude-bots", true);
    /** Which kinds of programs count as bots. */
    public static final Key<Set<BotKind>> BOT_KINDS = Key.choices(
            "sidetrack.bot-kinds",
            "search-engine, seo, monitoring, "
                    + "health-check, scanner, advertising, social-preview, feed-reader, ai-crawler, archiver, academic",
            BotKind.class);

    /** The name of the cookie with the visitor's id; the session cookie's name is this plus {@code _session}. */
    public static final Key<String> COOKIE_NAME =
            new Key<>("sidetrack.cookie.name", "sidetrack", "cookie name (RFC 6265)", false, CookieText::name);
    /** How long a browser keeps the cookie. */
    public static final Key<Duration> COOKIE_AGE =
            Key.duration("sidetrack.cookie.age", "31556926", SECOND, Duration.ofDays(400));
    /** The path the cookie is sent for. */
    public static final Key<String> COOKIE_PATH =
            new Key<>("sidetrack.cookie.path", "/", "path", false, CookieText::path);
    /** The domain the cookie is sent to. */
    public static final Key<String> COOKIE_DOMAIN =
            new Key<>("sidetrack.cookie.domain", null, "host name", false, CookieText::domain);
    /**
     * Whether browsers send the cookie with requests from other sites; {@code none} applies on https only, otherwise
     * {@code lax} is used.
     */
    public static final Key<SameSite> COOKIE_SAME_SITE =
            Key.choice("sidetrack.cookie.same-site", SameSite.LAX, SameSite.class);
    /** How long after a hit the next one begins a new session. */
    public static final Key<Duration> SESSION_TIMEOUT = Key.duration("sidetrack.session.timeout", "PT30M", MINUTE, DAY);

    /** Whether a new campaign begins a new session. */
    public static final Key<Boolean> SESSION_PER_CAMPAIGN = Key.flag("sidetrack.session.new-on-campaign", false);

    /** The path, from the context root, below which consent, beacon, script and pages are served. */
    public static final Key<String> BEACON_PATH =
            new Key<>("sidetrack.beacon.path", "/sidetrack", "path below the root", false, CookieText::folder);
    /** Whether the beacon accepts hits. */
    public static final Key<Boolean> BEACON_ENABLED =
            Key.flag("sidetrack.beacon.enabled", true).asFilled();
    /**
     * Prefixes of paths, from the context root, of pages that only the beacon counts; the filter sets no cookie there,
     * so they stay cacheable.
     */
    public static final Key<List<String>> BEACON_PAGES = Key.list("sidetrack.beacon.pages", "");
    /** Most hits a minute that the beacon accepts from one address. */
    public static final Key<Integer> BEACON_RATE = Key.number("sidetrack.beacon.rate", "120", 1, 1_000_000);

    /** Roles of the application's own login that have access to the pages. */
    public static final Key<List<String>> STATS_ROLES = Key.list("sidetrack.stats.roles", "");
    /** The hash of a password for the pages, in the format of Jakarta Security. */
    public static final Key<String> STATS_PASSWORD_HASH =
            new Key<>("sidetrack.stats.password-hash", null, "PBKDF2 hash", true, StatsText::passwordHash);
    /** The SHA-256 hashes of tokens for the JSON API. */
    public static final Key<List<String>> STATS_TOKEN_HASHES = new Key<>(
            "sidetrack.stats.token-hashes", "", "list of SHA-256 in hexadecimal", true, StatsText::tokenHashes);
    /** The application's version; a change is noted on the chart. */
    public static final Key<String> STATS_VERSION = Key.text("sidetrack.stats.version", null);
    /** Whether the pages are open to users of the machine itself; for a demo. */
    public static final Key<Boolean> STATS_LOOPBACK = Key.flag("sidetrack.stats.open-on-loopback", false);
    /** The recipients of the report; without any, none is sent. */
    public static final Key<List<String>> STATS_MAIL_TO =
            new Key<>("sidetrack.stats.mail.to", "", "list of mail addresses", false, StatsText::addresses);
    /** The JNDI name of the server's mail session that sends it. */
    public static final Key<String> STATS_MAIL_SESSION = Key.text("sidetrack.stats.mail.session", null);
    /** The address of the pages in the report. */
    public static final Key<URI> STATS_MAIL_URL = Key.url("sidetrack.stats.mail.url", null);
    /** The sender of the report; by default the mail session's. */
    public static final Key<String> STATS_MAIL_FROM =
            new Key<>("sidetrack.stats.mail.from", null, "mail address", false, StatsText::address);
    /** How often the report is sent. */
    public static final Key<ReportPeriod> STATS_MAIL_EVERY =
            Key.choice("sidetrack.stats.mail.every", ReportPeriod.WEEK, ReportPeriod.class);
    /** The language of the report. */
    public static final Key<String> STATS_MAIL_LANGUAGE = new Key<>(
            "sidetrack.stats.mail.language",
            "en",
            "en, de, el, es, fr, it, nl, pl, pt, sv",
            false,
            StatsText::language);
    /** The key of the only site in the report; by default it covers all. */
    public static final Key<String> STATS_MAIL_SITE = Key.text("sidetrack.stats.mail.site", null);

    /** Most hits that wait in memory for the queue. */
    public static final Key<Integer> BUFFER_HITS = Key.number("sidetrack.buffer.hits", "50000", 100, 10_000_000);
    /** Most bytes of hits that wait in memory for the queue. */
    public static final Key<Integer> BUFFER_BYTES =
            Key.number("sidetrack.buffer.bytes", "67108864", 100_000, Integer.MAX_VALUE);
    /** Most hits in one queue message. */
    public static final Key<Integer> BATCH_HITS = Key.number("sidetrack.batch.hits", "500", 1, 1_000);
    /** How long a hit waits in memory for others to share its message; up to half a second if the queue is slow. */
    public static final Key<Duration> BATCH_LINGER =
            Key.duration("sidetrack.batch.linger", "PT0.3S", MILLISECOND, MINUTE);
    /** Longest time that an undeployment or shutdown waits for the buffer to drain. */
    public static final Key<Duration> SHUTDOWN_TIMEOUT =
            Key.duration("sidetrack.shutdown-timeout", "PT10S", MILLISECOND, Duration.ofMinutes(10));

    /** The Artemis broker that Sidetrack connects to by itself, instead of the server's own JMS. */
    public static final Key<String> BROKER_URL = new Key<>(
            "sidetrack.broker.url",
            null,
            "tcp://host:port, or (tcp://a:61616,tcp://b:61616) for a cluster, with Artemis' parameters",
            true,
            BrokerText::url);
    /** The user name at the broker. */
    public static final Key<String> BROKER_USER = Key.text("sidetrack.broker.user", null);
    /** The password at the broker. */
    public static final Key<String> BROKER_PASSWORD = Key.secret("sidetrack.broker.password");
    /** The prefix of the three queues at the broker, if not the name of the application. */
    public static final Key<String> BROKER_QUEUE_PREFIX =
            new Key<>("sidetrack.broker.queue-prefix", "", "letters, digits, ., - and _", false, BrokerText::prefix);
    /** Whether connections to the broker are encrypted. */
    public static final Key<Boolean> BROKER_TLS =
            Key.flag("sidetrack.broker.tls", false).asFilled();
    /** The file with the trusted certificates of brokers; by default those of the JVM. */
    public static final Key<String> BROKER_TRUST_STORE = Key.text("sidetrack.broker.trust-store", null);
    /** The password of that file. */
    public static final Key<String> BROKER_TRUST_STORE_PASSWORD = Key.secret("sidetrack.broker.trust-store-password");
    /** The file with the client certificate, for a broker that requires one. */
    public static final Key<String> BROKER_KEY_STORE = Key.text("sidetrack.broker.key-store", null);
    /** The password of that file. */
    public static final Key<String> BROKER_KEY_STORE_PASSWORD = Key.secret("sidetrack.broker.key-store-password");

    /**
     * The JNDI name of the server's connection factory for durable hits, if not the default: one that does not wait for
     * an unreachable broker.
     */
    public static final Key<String> DURABLE_CONNECTIONS = Key.text("sidetrack.durable.connection-factory", null);

    /** The longest random wait before the first retry; it doubles with each further one. */
    public static final Key<Duration> BACKOFF =
            Key.duration("sidetrack.delivery.backoff", "PT1S", MILLISECOND, Duration.ofHours(1));
    /** Longest wait before any retry, unless the provider asks for more. */
    public static final Key<Duration> MAX_BACKOFF =
            Key.duration("sidetrack.delivery.max-backoff", "PT10M", MILLISECOND, DAY);
    /** How long after its first failure a hit that fails again becomes a dead letter. */
    public static final Key<Duration> MAX_AGE =
            Key.duration("sidetrack.delivery.max-age", "PT24H", SECOND, Duration.ofDays(30));
    /** How many failures in a row open a provider's circuit. */
    public static final Key<Integer> CIRCUIT_FAILURES =
            Key.number("sidetrack.delivery.circuit-failures", "5", 1, 1_000);
    /** How long an open circuit waits before it probes the provider. */
    public static final Key<Duration> CIRCUIT_PAUSE =
            Key.duration("sidetrack.delivery.circuit-pause", "PT4S", MILLISECOND, Duration.ofHours(1));
    /** How long one load may begin further requests; the rest is sent with the next load. */
    public static final Key<Duration> TIME_LIMIT =
            Key.duration("sidetrack.delivery.time-limit", "PT30S", SECOND, Duration.ofMinutes(10));
    /** How often a single hit may fail while its provider accepts others, before it becomes a dead letter. */
    public static final Key<Integer> POISON_ATTEMPTS = Key.number("sidetrack.delivery.poison-attempts", "5", 1, 1_000);
    /** How long dead letters are kept. */
    public static final Key<Duration> DEAD_LETTERS_AGE =
            Key.duration("sidetrack.dead-letters.age", "P30D", MINUTE, Duration.ofDays(3_650));

    /** Whether a failing provider or queue makes the readiness check fail, or is only reported by it. */
    public static final Key<Readiness> HEALTH_READINESS =
            Key.choice("sidetrack.health.readiness", Readiness.REPORT, Readiness.class);
    /** How long a provider or the queue may fail before the health check reports it. */
    public static final Key<Duration> HEALTH_PATIENCE =
            Key.duration("sidetrack.health.patience", "PT5M", SECOND, Duration.ofDays(30));

    /** Longest wait for a connection to a provider. */
    public static final Key<Duration> CONNECT_TIMEOUT =
            Key.duration("sidetrack.http.connect-timeout", "PT5S", MILLISECOND, MINUTE);
    /** Longest wait for a provider's whole answer. */
    public static final Key<Duration> REQUEST_TIMEOUT =
            Key.duration("sidetrack.http.request-timeout", "PT10S", MILLISECOND, Duration.ofMinutes(5));

    /** All of the above, in the order of the documentation. */
    public static final List<Key<?>> ALL = List.of(
            ENABLED,
            PROVIDERS,
            DRY_RUN,
            TRACKING_ID,
            CURRENCY,
            SITE,
            SITES,
            TIME_ZONE,
            STATUSES,
            CONTENT_TYPES,
            IGNORE_PATHS,
            FRAMES,
            PREFETCH,
            TITLES,
            UNKNOWN_HOSTS,
            EXCLUDE_REFERRERS,
            CONSENT,
            CONSENT_BEFORE,
            CONSENT_VERSION,
            CONSENT_PURPOSES,
            CONSENT_AGE,
            GPC,
            DNT,
            IDENTITY,
            SECRET,
            USER_ID,
            GOOGLE_COOKIES,
            NOTICE_BUNDLE,
            CLIENT_IP,
            COUNTRIES,
            TRUSTED_PROXIES,
            PROXY_HEADER,
            QUERY_PARAMETERS,
            MASK,
            BOTS_EXCLUDED,
            BOT_KINDS,
            COOKIE_NAME,
            COOKIE_AGE,
            COOKIE_PATH,
            COOKIE_DOMAIN,
            COOKIE_SAME_SITE,
            SESSION_TIMEOUT,
            SESSION_PER_CAMPAIGN,
            BEACON_PATH,
            BEACON_ENABLED,
            BEACON_PAGES,
            BEACON_RATE,
            STATS_ROLES,
            STATS_PASSWORD_HASH,
            STATS_TOKEN_HASHES,
            STATS_VERSION,
            STATS_LOOPBACK,
            STATS_MAIL_TO,
            STATS_MAIL_SESSION,
            STATS_MAIL_URL,
            STATS_MAIL_FROM,
            STATS_MAIL_EVERY,
            STATS_MAIL_LANGUAGE,
            STATS_MAIL_SITE,
            BUFFER_HITS,
            BUFFER_BYTES,
            BATCH_HITS,
            BATCH_LINGER,
            SHUTDOWN_TIMEOUT,
            BROKER_URL,
            BROKER_USER,
            BROKER_PASSWORD,
            BROKER_QUEUE_PREFIX,
            BROKER_TLS,
            BROKER_TRUST_STORE,
            BROKER_TRUST_STORE_PASSWORD,
            BROKER_KEY_STORE,
            BROKER_KEY_STORE_PASSWORD,
            DURABLE_CONNECTIONS,
            BACKOFF,
            MAX_BACKOFF,
            MAX_AGE,
            CIRCUIT_FAILURES,
            CIRCUIT_PAUSE,
            TIME_LIMIT,
            POISON_ATTEMPTS,
            DEAD_LETTERS_AGE,
            HEALTH_READINESS,
            HEALTH_PATIENCE,
            CONNECT_TIMEOUT,
            REQUEST_TIMEOUT);

    private Keys() {}
}
