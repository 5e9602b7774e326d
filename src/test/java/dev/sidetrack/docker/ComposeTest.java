// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be known of docker/compose.yaml without running it. */
class ComposeTest {

    private static final Map<String, String> FILLED_IN = Map.of("ARTEMIS_PASSWORD", "p", "SIDETRACK_SECRET", "s");
    private static final List<String> NODES = List.of("application", "application2");

    /** The schema's own name is a relative one; nothing is fetched from here. */
    private static final SchemaLocation NOWHERE = SchemaLocation.of("https://schema.invalid/");

    private final Compose compose = Compose.with(FILLED_IN);

    ComposeTest() throws IOException {}

    static Stream<String> services() throws IOException {
        return Compose.with(FILLED_IN).services().keySet().stream();
    }

    static Stream<String> servers() {
        return Dockerfile.all().stream().filter(Dockerfile::isServer).map(Dockerfile::folder);
    }

    @Test
    void file_byTheSchemaOfTheSpecification_isValid() throws IOException {
        assertThat(mistakes(compose)).isEmpty();
    }

    @Test
    void schema_ofAFileWithAMistake_findsIt() throws IOException {
        compose.service("broker").put("helthcheck", Map.of());
        assertThat(mistakes(compose)).singleElement().asString().contains("helthcheck");
    }

    @Test
    void variables_withoutADefault_areAskedForAndExplained() throws IOException {
        var example = Files.readString(Compose.FOLDER.resolve(".env.example"));
        for (var variable : Compose.variables()) {
            if (variable[1] == null) {
                assertThat(variable[2]).as(variable[0]).isEqualTo("?");
                assertThat(example).containsPattern("(?m)^" + variable[0] + "=$");
            } else {
                assertThat(example).contains("\n# " + variable[0] + "=" + variable[1] + "\n");
            }
        }
    }

    @Test
    void secrets_areInNoFile() throws IOException {
        var names = Stream.concat(KnownSettings.secrets().stream(), Stream.of("ARTEMIS_PASSWORD"))
                .map(Pattern::quote)
                .toList();
        var set = Pattern.compile("(?m)^ *(?:" + String.join("|", names) + "): (.*)$")
                .matcher(Compose.text())
                .results()
                .toList();
        assertThat(set)
                .hasSize(3)
                .allSatisfy(found -> assertThat(found.group(1)).matches("\\$\\{\\w+:\\?[^}]+}"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void settings_ofEachService_areKnown(String name) throws IOException {
        assertThat(KnownSettings.unknown(Compose.environment(compose.service(name))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void image_ofEachService_hasAVersion(String name) throws IOException {
        var service = compose.service(name);
        assertThat((String) service.get("image")).matches("\\S+:[0-9]\\S*");
        if (service.containsKey("build")) {
            assertThat((String) service.get("image")).endsWith(":" + Pom.value("version"));
            assertThat(service).containsEntry("pull_policy", "build");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void user_ofEachService_isNotRoot(String name) {
        var service = compose.service(name);
        var user = service.containsKey("build") ? Compose.dockerfile(service).only("USER") : service.get("user");
        assertThat((String) user).matches("[1-9][0-9]*(:[1-9][0-9]*)?");
    }

    @ParameterizedTest
    @MethodSource("services")
    void dependencies_ofEachService_areAwaitedUntilHealthy(String name) {
        if (compose.service(name).get("depends_on") instanceof Map<?, ?> dependencies) {
            dependencies.forEach((other, how) -> {
                assertThat((Map<?, ?>) how).extracting("condition").isEqualTo("service_healthy");
                var service = compose.service((String) other);
                assertThat(service.containsKey("healthcheck")
                                || !Compose.dockerfile(service)
                                        .texts("HEALTHCHECK")
                                        .isEmpty())
                        .isTrue();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void ports_ofEachService_areOfThisMachineOnlyAndServed(String name) {
        var service = compose.service(name);
        assertThat(Compose.list(service, "ports")).allMatch(port -> port.matches("127\\.0\\.0\\.1:[0-9]+:8080"));
        if (service.containsKey("build")) {
            assertThat(Compose.dockerfile(service).only("EXPOSE")).isEqualTo("8080");
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void mounts_ofEachService_areFilesOfOursOrNamedVolumes(String name) {
        var volumes = (Map<?, ?>) compose.model().get("volumes");
        Compose.list(compose.service(name), "volumes").forEach(mount -> {
            var source = mount.substring(0, mount.indexOf(':'));
            if (source.startsWith(".")) {
                assertThat(Compose.FOLDER.resolve(source)).isRegularFile();
                assertThat(mount).endsWith(":ro");
            } else {
                assertThat(volumes.containsKey(source)).isTrue();
            }
        });
    }

    @Test
    void volumes_ofTheBrokerAndTheProvider_outliveTheirContainers() {
        assertThat(Compose.list(compose.service("broker"), "volumes")).contains("broker:/var/lib/artemis-instance");
        assertThat(Compose.list(compose.service("provider"), "volumes"))
                .contains("provider:" + Dockerfile.of("provider").only("VOLUME"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nodes_ofEachServer_areBuiltWithAWarOfTheBuild(String server) throws IOException {
        var variables = Stream.concat(FILLED_IN.entrySet().stream(), Stream.of(Map.entry("SERVER", server)))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        for (var node : NODES) {
            var service = Compose.with(variables).service(node);
            var build = (Map<?, ?>) service.get("build");
            assertThat(Compose.dockerfile(service).folder()).isEqualTo(server);
            var arguments = (Map<?, ?>) build.get("args");
            assertThat(Pom.wars()).contains((String) arguments.get("WAR"));
            assertThat(Compose.dockerfile(service).arguments().keySet().containsAll(arguments.keySet()))
                    .isTrue();
        }
    }

    @Test
    void broker_isTheOneThatIsTested() throws IOException {
        assertThat(compose.service("broker"))
                .containsEntry("image", "apache/activemq-artemis:" + Pom.value("artemis.version"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "application2"})
    void broker_ofEachNode_isReachedAsItListens(String node) throws IOException {
        var broker = Compose.environment(compose.service("broker"));
        var client = Compose.environment(compose.service(node));
        assertThat(Files.readString(Compose.FOLDER.resolve("artemis/broker.xml")))
                .contains("tcp://${artemis.host:127.0.0.1}:${artemis.port:61616}?");
        assertThat(broker.get("JAVA_ARGS_APPEND")).contains("-Dartemis.host=0.0.0.0");
        assertThat(client)
                .containsEntry("SIDETRACK_BROKER_URL", "tcp://broker:61616")
                .containsEntry("SIDETRACK_BROKER_USER", broker.get("ARTEMIS_USER"))
                .containsEntry("SIDETRACK_BROKER_PASSWORD", broker.get("ARTEMIS_PASSWORD"));
        assertThat(Compose.list(healthCheck("broker"), "test"))
                .last()
                .asString()
                .endsWith("/61616");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application", "application2"})
    void stop_ofEachNode_waitsForItsBufferAndMore(String node) {
        var service = compose.service(node);
        var drain = Duration.parse(Compose.environment(service).get("SIDETRACK_SHUTDOWN_TIMEOUT"));
        assertThat(Duration.parse("PT" + service.get("stop_grace_period")))
                .isGreaterThanOrEqualTo(drain.multipliedBy(3));
    }

    @Test
    void nodes_areAlikeAndBehindTheProxy() throws IOException {
        var settings = NODES.stream()
                .map(node -> Compose.environment(compose.service(node)))
                .toList();
        assertThat(settings.get(0)).isEqualTo(settings.get(1)).containsKey("SIDETRACK_SECRET");

        var network = (Map<?, ?>) ((Map<?, ?>) compose.service("proxy").get("networks")).get("default");
        assertThat(settings.get(0)).containsEntry("SIDETRACK_TRUSTED_PROXIES", (String) network.get("ipv4_address"));

        var upstream = Pattern.compile("(?m)^ +server (\\w+):8080 ")
                .matcher(Files.readString(Compose.FOLDER.resolve("nginx/nginx.conf")));
        assertThat(upstream.results().map(found -> found.group(1))).containsExactlyElementsOf(NODES);
    }

    @Test
    void profiles_haveTheSecondNodeTheProxyAndTheBackupOnly() {
        var profiles = Map.of(
                "application2", List.of("nodes", "ha"), "proxy", List.of("nodes", "ha"), "backup", List.of("ha"));
        assertThat(compose.services())
                .allSatisfy((name, service) -> assertThat(Compose.list(service, "profiles"))
                        .isEqualTo(profiles.getOrDefault(name, List.of())));
    }

    @Test
    void profileOfThePair_hasNodesThatKnowBothBrokers() throws IOException {
        var variables = new HashMap<>(FILLED_IN);
        Files.readAllLines(Compose.FOLDER.resolve("ha.env")).stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(line ->
                        variables.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        var pair = Compose.with(variables);
        for (var node : NODES) {
            assertThat(Compose.environment(pair.service(node)))
                    .containsEntry("SIDETRACK_BROKER_URL", "(tcp://broker:61616,tcp://backup:61616)");
        }
        assertThat(Compose.list(pair.service("broker"), "volumes")).anyMatch(mount -> mount.contains("primary.xml:"));
        assertThat(Compose.environment(pair.service("broker")).get("JAVA_ARGS_APPEND"))
                .contains(
                        "-Dartemis.self=broker:61616 -Dartemis.other=backup:61616",
                        "cluster.password=p ",
                        "locks=/var/lib/artemis-instance/lock");
        assertThat(Compose.environment(pair.service("backup")).get("JAVA_ARGS_APPEND"))
                .contains(
                        "-Dartemis.self=backup:61616 -Dartemis.other=broker:61616",
                        "cluster.password=p ",
                        "locks=/var/lib/artemis-broker/lock");
        assertThat(Compose.list(pair.service("backup"), "volumes")).contains("broker:/var/lib/artemis-broker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"primary.xml", "backup.xml"})
    void brokersOfThePair_areOtherwiseAsTheSingleOne(String file) throws IOException {
        var single = Files.readString(Compose.FOLDER.resolve("artemis/broker.xml"));
        var one = Files.readString(Compose.FOLDER.resolve("artemis").resolve(file));
        var common = single.substring(single.indexOf("<security-settings>"));
        assertThat(one)
                .endsWith(common)
                .contains(single.substring(single.indexOf("<journal-type>"), single.indexOf("</acceptors>")));
    }

    @Test
    void proxyAddress_isNotGivenToOthers() {
        // Docker gives addresses out from the range, which begins at 128.
        assertThat(compose.model().get("networks"))
                .asString()
                .contains("subnet=172.30.57.0/24", "ip_range=172.30.57.128/25");
        assertThat(Compose.environment(compose.service("application")).get("SIDETRACK_TRUSTED_PROXIES"))
                .matches(address -> address.startsWith("172.30.57.") && Integer.parseInt(address.substring(10)) < 128);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> healthCheck(String service) {
        return (Map<String, Object>) compose.service(service).get("healthcheck");
    }

    private static List<String> mistakes(Compose compose) throws IOException {
        var json = new ObjectMapper();
        try (var schema = Objects.requireNonNull(ComposeTest.class.getResourceAsStream("compose-spec.json"))) {
            return JsonSchemaFactory.getInstance(VersionFlag.V7)
                    .getSchema(NOWHERE, json.readTree(schema))
                    .validate(json.valueToTree(compose.model()))
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }
}
