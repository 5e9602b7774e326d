package dev.sidetrack.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sidetrack.server.Await;
import dev.sidetrack.storage.DatabaseProbe;
import dev.sidetrack.storage.Orders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Keeps the hits of the demo in a database of the server's. */
@OnServersWithDatabase
class StoreIT extends RedeployIT {

    static final String SOURCE = System.getProperty("it.server", "").startsWith("wildfly")
            ? DatabaseProbe.FILE
            : "java:comp/DefaultDataSource";
    private static final String ALL_HITS = "select count(*) from sidetrack.hit";
    private static final String STATS = "sidetrack/stats";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int VISITORS = 5;
    private static final int PAGES = 8;

    private static final MailServer MAIL = new MailServer();
    private static final boolean ON_WILDFLY =
            System.getProperty("it.server", "").startsWith("wildfly");
    private static final boolean ON_PAYARA_SERVER = "payara-server".equals(System.getProperty("it.server"));
    private static final boolean ON_PAYARA =
            ON_PAYARA_SERVER || "payara".equals(System.getProperty("arquillian.launch"));
    private static final String SESSION = "java:app/mail/reports";
    private static final String SESSION_OF_WILDFLY = "java:jboss/mail/Default";
    private static final String OWNER = "owner" + System.nanoTime() + "@shop.example";
    private static final String PARTNER = "partner" + System.nanoTime() + "@shop.example";
    private static final Pattern OFF =
            Pattern.compile("\nList-Unsubscribe: <https://shop.example/(sidetrack/stats/mail/[^>]+)>\n");

    @Deployment(name = DEMO, managed = false, testable = false)
    static WebArchive demo() throws IOException {
        var demo = ModeIT.demoWith(
                "sidetrack.providers=universal-analytics,google-analytics,own",
                "sidetrack.provider.own.type=database",
                "sidetrack.provider.own.data-source=" + SOURCE,
                "sidetrack.stats.version=1",
                "sidetrack.stats.roles=analyst");
        return withDatabase(isSetUp() ? withLogin(withMailSession()) : demo);
    }

    /** Whether the server has a mail session and users. */
    static boolean isSetUp() {
        return ON_WILDFLY || ON_PAYARA;
    }

    private static WebArchive withLogin(WebArchive demo) throws IOException {
        return withDescriptor(demo, """
                <login-config><auth-method>BASIC</auth-method><realm-name>%s</realm-name></login-config>
                <security-constraint>
                  <web-resource-collection>
                    <web-resource-name>shares</web-resource-name><url-pattern>/sidetrack/stats/shares</url-pattern>
                  </web-resource-collection>
                  <auth-constraint><role-name>analyst</role-name></auth-constraint>
                </security-constraint>
                <security-role><role-name>analyst</role-name></security-role>
                <security-role><role-name>clerk</role-name></security-role>
                """.formatted(ON_WILDFLY ? "ApplicationRealm" : "file"));
    }

    private static WebArchive withDescriptor(WebArchive demo, String elements) throws IOException {
        try (var file = demo.get("WEB-INF/web.xml").getAsset().openStream()) {
            var descriptor = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return demo.setWebXML(new StringAsset(descriptor.replace("</web-app>", elements + "</web-app>")));
        }
    }

    private static WebArchive withMailSession() throws IOException {
        var demo = ModeIT.demoWith(
                "sidetrack.stats.mail.to=" + OWNER + "," + PARTNER,
                "sidetrack.stats.mail.session=" + (ON_WILDFLY ? SESSION_OF_WILDFLY : SESSION),
                "sidetrack.stats.mail.url=https://shop.example/sidetrack/stats");
        if (ON_WILDFLY) {
            // The session that WildFly is delivered with, which has no sender.
            return ModeIT.demoWith(
                    "sidetrack.stats.mail.from=server@shop.example", "jboss.mail.server.port=" + MAIL.port());
        }
        return withDescriptor(demo, MAIL.session(SESSION));
    }

    /** The demo with a look at an empty database; WildFly finds H2's own data source by the manifest. */
    static WebArchive withDatabase(WebArchive demo) throws IOException {
        Files.deleteIfExists(Path.of("target/hits-of-tests.mv.db"));
        return demo.addPackage(DatabaseProbe.class.getPackage())
                .addAsManifestResource(
                        new StringAsset("Manifest-Version: 1.0\nDependencies: com.h2database.h2\n"), "MANIFEST.MF");
    }

    @AfterAll
    static void forgetSettings() {
        ModeIT.forgetSettings();
    }

    @Test
    void hits_ofTheDemo_areInTheDatabaseAndOnThePagesOnceAlsoAfterARestart() {
        var before = number(ALL_HITS);
        var hitsBefore = totals();

        for (var visitor = 0; visitor < VISITORS; visitor++) {
            visitAndOrder(new Browser());
        }

        var hits = before + VISITORS * (PAGES + 1);
        awaitNumber(hits, ALL_HITS);
        assertEquals(hits, number("select count(distinct id) from sidetrack.hit"));
        awaitTotals(hitsBefore.plus(VISITORS, VISITORS * PAGES, VISITORS));
        assertEquals(hits, number("select sum(views + events) from sidetrack.visit"));

        // Other settings: a server that is a process of its own starts again, with its data.
        System.setProperty("sidetrack.stats.version", "2");
        redeploy();

        awaitTotals(hitsBefore.plus(VISITORS, VISITORS * PAGES, VISITORS));
        visitAndOrder(new Browser());
        awaitTotals(hitsBefore.plus(VISITORS + 1, (VISITORS + 1) * PAGES, VISITORS + 1));

        assertEquals(hits + PAGES + 1, number(ALL_HITS));
        var page = new Browser().get("sidetrack/stats?period=today").body();
        assertTrue(page.contains((hits + PAGES + 1) + " stored"), page);
        assertTrue(page.contains("2 deployed"), "the new version notes itself");
    }

    @Test
    @EnabledIf(value = "isSetUp", disabledReason = "Payara by a session of the war's and WildFly by its own show it")
    void report_ofTheLastWeek_isMailedOnceByAMailSessionAndNoMoreToWhoClicksOff() throws IOException {
        var letter = MAIL.message();
        assertReport(letter, OWNER);
        assertReport(MAIL.message(), PARTNER);
        assertFalse(MAIL.hasMore(), "once, however often the application starts");

        var link = OFF.matcher(headers(letter));
        assertTrue(link.find(), letter);
        // Programs that look at every link of a mail must not switch it off.
        assertEquals(200, new Browser().get(link.group(1)).statusCode());
        assertEquals(
                0, number("select count(*) from sidetrack.setting where name like 'mail-off:%' and content = 'yes'"));
        // As a mail program does (RFC 8058): neither cookies nor a login.
        var answer = new Browser().postForm(link.group(1), "List-Unsubscribe=One-Click");
        assertEquals(200, answer.statusCode(), answer::body);

        // As if the next week were over.
        assertTrue(
                number("select count(*) from old table (delete from sidetrack.setting where name like 'mail-sent:%')")
                        >= 2);
        redeploy();
        // The owner's would come first.
        assertReport(MAIL.message(), PARTNER);
        assertFalse(MAIL.hasMore(), "the owner has switched it off");
    }

    private static void assertReport(String letter, String to) throws IOException {
        var headers = headers(letter);
        assertTrue(headers.contains("From: server@shop.example\n"), headers);
        assertTrue(headers.contains("\nTo: " + to + "\n"), headers);
        assertTrue(OFF.matcher(headers).find(), headers);
        assertTrue(headers.contains("\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n"), headers);
        assertTrue(headers.contains("\nContent-Type: multipart/alternative;"), headers);
        assertTrue(part(letter, "text/plain").contains("Visitors: "), letter);
        assertTrue(part(letter, "text/html").contains("src=\"cid:chart\""), letter);
        assertTrue(letter.contains("\nContent-ID: <chart>\n"), letter);
        assertTrue(letter.contains("\nContent-Disposition: inline"), letter);
        var picture =
                ImageIO.read(new ByteArrayInputStream(Base64.getMimeDecoder().decode(part(letter, "image/png"))));
        assertTrue(picture.getWidth() > picture.getHeight(), picture::toString);
    }

    /** They, each on one line. */
    private static String headers(String letter) {
        return letter.substring(0, letter.indexOf("\n\n") + 1).replaceAll("\n[ \t]+", " ");
    }

    /** What is in the part of that type, as it came but for soft line ends. */
    private static String part(String letter, String type) {
        var begin = letter.indexOf("\n\n", letter.indexOf("\nContent-Type: " + type)) + 2;
        return letter.substring(begin, letter.indexOf("\n--", begin))
                .replace("=\n", "")
                .replace("=3D", "=");
    }

    @Test
    void orders_committedOrRolledBack_areInBothTablesOrInNone() {
        var browser = new Browser();
        for (var order = 0; order < 60; order++) {
            var outcome = order % 3 == 0 ? "rollback" : "commit";
            assertEquals(
                    204,
                    browser.post("probe/database?source=" + SOURCE + "&outcome=" + outcome)
                            .statusCode());
        }

        assertEquals(40, number("select count(*) from placed_order"));
        var orderHits = "select count(*) from sidetrack.hit h join sidetrack.term t on t.id = h.event"
                + " where t.name = '" + Orders.EVENT + "'";
        awaitNumber(40, orderHits);
        // One too many would be before this one's.
        var all = number(ALL_HITS);
        browser.get("products.xhtml?id=1");
        awaitNumber(all + 1, ALL_HITS);
        assertEquals(40, number(orderHits));
    }

    @Test
    void visitor_whoAsksToBeForgotten_isErasedFromTheDatabase() {
        var before = number(ALL_HITS);
        var erased = number("select count(*) from sidetrack.forgotten");
        var browser = new Browser().with("Sec-Fetch-Site", "same-origin");
        visitAndOrder(browser);
        awaitNumber(before + PAGES + 1, ALL_HITS);

        assertEquals(204, browser.delete("sidetrack/visitor").statusCode());

        Await.until(PATIENCE, () -> number(ALL_HITS) == before);
        assertEquals(before, number(ALL_HITS));
        assertTrue(number("select count(*) from sidetrack.forgotten") > erased);
    }

    private static void visitAndOrder(Browser browser) {
        for (var page = 0; page < PAGES; page++) {
            assertEquals(200, browser.get("products.xhtml?id=" + (1 + page % 6)).statusCode());
        }
        assertEquals(
                201,
                browser.postJson("api/orders", "{\"sku\": \"blue-mug\", \"quantity\": 1}")
                        .statusCode());
    }

    @Test
    @EnabledIf("isSetUp")
    void pages_forARole_areForThoseWhoHaveIt() {
        // WildFly asks only where the descriptor says so.
        assertEquals(ON_WILDFLY ? 404 : 401, awayWith(null).get(STATS).statusCode());
        var asked = awayWith(null).get(STATS + "/shares");
        assertEquals(401, asked.statusCode(), asked::body);
        assertTrue(asked.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic"));
        assertEquals(401, awayWith("ann:wrong").get(STATS + "/shares").statusCode());

        // Embedded Payara has no users.
        if (ON_WILDFLY || ON_PAYARA_SERVER) {
            var analyst = awayWith("ann:harbour").get(STATS);
            assertEquals(200, analyst.statusCode(), analyst::body);
            assertTrue(analyst.body().contains("a class=\"kpi"), analyst::body);
            assertEquals(200, awayWith("ann:harbour").get(STATS + "/shares").statusCode());
            assertEquals(404, awayWith("ben:harbour").get(STATS).statusCode());
        }
    }

    /** A browser that is not at the server itself, with a user's name and password. */
    private static Browser awayWith(String user) {
        var browser = new Browser().with("X-Forwarded-For", "192.0.2.1");
        return user == null
                ? browser
                : browser.with(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private static long number(String query) {
        var answer = new Browser()
                .get("probe/database?source=" + SOURCE + "&query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertEquals(200, answer.statusCode(), answer::body);
        return Long.parseLong(answer.body());
    }

    private static void awaitNumber(long expected, String query) {
        Await.until(PATIENCE, () -> number(query) >= expected);
        assertEquals(expected, number(query), query);
    }

    private static void awaitTotals(Totals expected) {
        Await.until(PATIENCE, () -> totals().equals(expected));
        assertEquals(expected, totals());
    }

    private static Totals totals() {
        var answer = new Browser().get("sidetrack/stats/api/totals?period=today");
        assertEquals(200, answer.statusCode(), answer::body);
        return new Totals(
                field(answer.body(), "visitors"), field(answer.body(), "views"), field(answer.body(), "events"));
    }

    private static long field(String json, String name) {
        var found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
        assertTrue(found.find(), json);
        return Long.parseLong(found.group(1));
    }

    private record Totals(long visitors, long views, long events) {

        Totals plus(long moreVisitors, long moreViews, long moreEvents) {
            return new Totals(visitors + moreVisitors, views + moreViews, events + moreEvents);
        }
    }
}
