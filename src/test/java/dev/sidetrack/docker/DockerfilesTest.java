// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be known of the images without building them. */
class DockerfilesTest {

    /** By the property of pom.xml that has the version which the container tests run. */
    private static final Map<String, String> TESTED = Map.of(
            "liberty", "liberty.version",
            "payara-micro", "payara-micro.version",
            "payara-server", "payara6.version",
            "wildfly", "wildfly.version");

    static List<Dockerfile> all() {
        return Dockerfile.all();
    }

    static List<Dockerfile> servers() {
        return Dockerfile.all().stream().filter(Dockerfile::isServer).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void base_ofEachImage_hasAVersion(Dockerfile file) {
        assertThat(file.only("FROM")).matches("\\S+:[0-9]\\S*");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void base_ofEachServer_isTheVersionThatIsTested(Dockerfile file) throws IOException {
        assertThat(file.only("FROM"))
                .contains(":" + Pom.value(TESTED.get(file.folder())) + "-")
                .containsPattern("\\bj(dk|ava)17\\b");
    }

    @ParameterizedTest
    @MethodSource("all")
    void sources_ofEachCopy_areHereOrBuilt(Dockerfile file) throws IOException {
        var context = file.isServer() ? Path.of("") : Path.of("docker", file.folder());
        for (var source : file.sources().toList()) {
            if (source.startsWith("target/")) {
                assertThat(Pom.wars()).contains(source);
            } else if (source.contains("*")) {
                assertThat(matches(context.resolve(source))).isNotEmpty();
            } else {
                assertThat(context.resolve(source)).isRegularFile();
            }
        }
    }

    @Test
    void scripts_thatWildFlyRuns_areHere() {
        var wildfly = Dockerfile.of("wildfly");
        assertThat(wildfly.only("RUN")).contains("--file=/tmp/setup/health.cli", "--file=/tmp/setup/$BROKER.cli");
        assertThat(wildfly.arguments()).containsEntry("BROKER", "own-broker");
        assertThat(List.of("health", "own-broker", "remote-artemis"))
                .allSatisfy(script ->
                        assertThat(Path.of("docker/wildfly", script + ".cli")).isRegularFile());
    }

    @Test
    void queues_ofLiberty_areNamedAfterTheApplication() throws IOException {
        assertThat(Files.readString(Path.of("docker/liberty/server.xml"))).contains("\"sidetrack_demo_SidetrackHits\"");
        assertThat(Dockerfile.of("liberty").only("RUN"))
                .contains("s/sidetrack_demo_/$(printf %s \"$APP\"")
                .contains("/config/server.xml");
    }

    @Test
    void context_ofTheServers_letsTheirSourcesThrough() throws IOException {
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).containsSubsequence("*", "!docker", "!target/*.war");
        assertThat(servers())
                .allSatisfy(file ->
                        assertThat(file.sources()).allMatch(source -> source.matches("docker/.*|target/[^/]*\\.war")));
    }

    @ParameterizedTest
    @MethodSource("all")
    void user_ofEachImage_isNotRoot(Dockerfile file) {
        assertThat(file.only("USER")).matches("[1-9][0-9]*(:[1-9][0-9]*)?");
    }

    @ParameterizedTest
    @MethodSource("all")
    void command_ofEachImage_isNoShell(Dockerfile file) {
        // A shell would get the SIGTERM, and the server would be killed with its hits in memory.
        assertThat(file.texts("CMD")).allMatch(text -> text.startsWith("["));
        assertThat(file.texts("ENTRYPOINT")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void image_ofEachServer_servesTheShopByDefault(Dockerfile file) {
        assertThat(file.only("EXPOSE")).isEqualTo("8080");
        assertThat(file.arguments()).containsEntry("APP", "sidetrack-demo");
        assertThat(file.texts("COPY")).anyMatch(text -> text.matches(".* \\$\\{WAR} /\\S+/\\$\\{APP}\\.war"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void environment_ofEachImage_namesKnownSettingsOnly(Dockerfile file) throws IOException {
        assertThat(KnownSettings.unknown(file.environment())).isEmpty();
    }

    private static List<Path> matches(Path pattern) throws IOException {
        var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        try (var files = Files.list(pattern.getParent())) {
            return files.filter(matcher::matches).toList();
        }
    }
}
