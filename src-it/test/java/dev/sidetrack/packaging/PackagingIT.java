// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sidetrack.packaging.Collector.Hit;
import dev.sidetrack.server.Await;
import dev.sidetrack.server.DemoServer;
import dev.sidetrack.server.ProcessContainer;
import dev.sidetrack.server.Servers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the probe does however it is packed: pages, calls and durable events are tracked, by settings of its own, at its
 * own provider.
 */
@OnServersWithQueues
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PackagingIT {

    private static final Collector COLLECTOR = new Collector();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** Nothing that is done here may end in one. */
    private static final Predicate<String> OF_OUR_TRACES =
            Pattern.compile("\\s*at .*\\bdev\\.sidetrack\\..*").asMatchPredicate();

    private static DemoServer server;

    private List<Archive<?>> archives;

    /** What to deploy. */
    abstract List<Archive<?>> archives(Probe probe);

    /** The wars in it, by their context roots, each with the name by which its settings go. */
    abstract Map<String, String> wars();

    /** What the names of their queues begin with. */
    Set<String> queues() {
        return wars().keySet();
    }

    /** What their MBeans are named after. */
    Set<String> applications() {
        return wars().keySet();
    }

    @BeforeAll
    void deploy() {
        archives = archives(new Probe(COLLECTOR));
        start();
        queues().forEach(server::declareQueues);
        archives.forEach(PackagingIT::deploy);
        wars().keySet().forEach(war -> Await.must("The page of " + war, Servers.PATIENCE, () -> isThere(war)));
    }

    @AfterAll
    void undeploy() {
        archives.forEach(PackagingIT::undeploy);
        wars().keySet().forEach(war -> Await.must("The end of " + war, Servers.PATIENCE, () -> !isThere(war)));
        assertEquals(
                List.of(),
                server.log().lines().filter(OF_OUR_TRACES).toList(),
                "stack traces at deployments and undeployments");
    }

    /** Deploys something that the tests of all packagings do not look at. */
    static void deploy(Archive<?> archive) {
        server.deployBeside(exported(archive));
    }

    static void undeploy(Archive<?> archive) {
        server.undeployBeside(archive.getName());
    }

    /** Waits until the server has logged this. */
    static void awaitLog(String text) {
        Await.must(
                "'" + text + "' in the log",
                Servers.PATIENCE,
                () -> server.log().contains(text));
    }

    /** Waits until health data have this. */
    static void awaitHealth(String text) {
        Await.must(
                "'" + text + "' in health data",
                Servers.PATIENCE,
                () -> get(server.health(), "curl/8").body().contains(text));
    }

    Stream<String> contexts() {
        return wars().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void page_visited_isOneHitAtItsOwnProvider(String war) {
        var hit = visit(war, "", 1).get(0);

        assertEquals("pageview", hit.fields().get("t"));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void war_withoutPagesOfFaces_hasNoFacesServlet(String war) {
        var servlets = get(war, "", agent()).body();

        assertFalse(servlets.contains("FacesServlet"), servlets);
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void bean_called_isAnEventBesideThePage(String war) {
        var events = events(visit(war, "?call=bean", 2));

        assertEquals(List.of("look"), events);
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void order_committed_isADurableEvent(String war) {
        assertEquals(List.of("order"), events(visit(war, "?call=durable", 2)));
    }

    @ParameterizedTest
    @MethodSource("contexts")
    void order_rolledBack_isNone(String war) {
        assertEquals(List.of(), events(visit(war, "?call=rollback", 1)));
    }

    @Test
    void applications_eachWithSidetrack_haveAnMBeanEach() {
        var names = numbers("Captured").keySet();

        assertTrue(names.containsAll(applications()), names::toString);
    }

    @Test
    @DisabledIfSystemProperty(named = "it.server", matches = "glassfish", disabledReason = "it has no health data")
    void healthData_ofAll_nameEachApplication() {
        assumeFalse(
                System.getProperty("it.server").startsWith("wildfly") && archives.get(0) instanceof EnterpriseArchive,
                "WildFly shows no health checks of an EAR (WFLY-12835)");
        applications().forEach(application -> awaitHealth("\"" + application + "\""));
    }

    /** Each is visited in turn, so that hits of one could reach the other's provider. */
    @ParameterizedTest
    @MethodSource("contexts")
    void hits_manyOfEach_allReachTheirOwnProvider(String war) {
        var agent = agent();
        for (var turn = 0; turn < 10; turn++) {
            contexts().forEach(each -> get(each, "", agent));
        }
        var expected = 10 * wars().size();
        awaitHits(agent, expected);

        assertTrue(
                COLLECTOR.of(agent).stream().allMatch(this::isOwn),
                () -> COLLECTOR.of(agent).toString());
    }

    /** A number of each application's MBean. */
    static Map<String, Long> numbers(String attribute) {
        return server.mbean().numbers(attribute);
    }

    /** The hits of a visit: so many, no more, all as the settings of this war say. */
    final List<Hit> visit(String war, String query, int expected) {
        var agent = agent();
        var response = get(war, query, agent);

        assertEquals(200, response.statusCode());
        var cookies = response.headers().allValues("Set-Cookie");
        assertTrue(
                cookies.stream().anyMatch(cookie -> cookie.startsWith(Probe.cookieOf(wars().get(war)) + "=")),
                cookies::toString);
        awaitHits(agent, expected);
        var hits = COLLECTOR.of(agent);
        assertTrue(hits.stream().allMatch(this::isOwn), hits::toString);
        return hits;
    }

    private void awaitHits(String agent, int expected) {
        Await.until(Servers.PATIENCE, () -> COLLECTOR.of(agent).size() >= expected);
        // A hit too many would be on its way before these.
        var marker = agent();
        contexts().forEach(each -> get(each, "", marker));
        Await.must(
                "The hits of the markers",
                Servers.PATIENCE,
                () -> COLLECTOR.of(marker).size() >= wars().size());
        assertEquals(
                expected, COLLECTOR.of(agent).size(), () -> COLLECTOR.of(agent).toString());
    }

    /** Whether it went where the war of its page has its hits go. */
    private boolean isOwn(Hit hit) {
        var name = wars().get(hit.fields().get("dp").split("/")[1]);
        return hit.at().equals(name) && hit.fields().get("tid").equals(Probe.idOf(name));
    }

    static List<String> events(List<Hit> hits) {
        return hits.stream()
                .filter(hit -> hit.fields().get("t").equals("event"))
                .map(hit -> hit.fields().get("ea"))
                .toList();
    }

    static String agent() {
        return "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0 " + UUID.randomUUID();
    }

    private static boolean isThere(String war) {
        return get(war, "", "curl/8").statusCode() == 200;
    }

    static HttpResponse<String> get(String war, String query, String agent) {
        return get(server.url().resolve("/" + war + "/page" + query), agent);
    }

    private static HttpResponse<String> get(URI page, String agent) {
        try {
            return CLIENT.send(
                    HttpRequest.newBuilder(page).header("User-Agent", agent).build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** One server for all packagings, which ends with the tests. */
    private static synchronized void start() {
        if (server == null) {
            server = ProcessContainer.server(
                    System.getProperty("it.server") + "-packaging", Map.of("sidetrack.batch.linger", "PT0.05S"));
            server.start();
            AbsoluteOrderingIT.deployUnfiltered(new Probe(COLLECTOR));
        }
    }

    private static Path exported(Archive<?> archive) {
        var file = Servers.scratch().resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile(), true);
        return file;
    }
}
