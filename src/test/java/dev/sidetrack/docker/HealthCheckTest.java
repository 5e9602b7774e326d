// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the images' health checks, against a server that answers as theirs would. */
class HealthCheckTest {

    private static final String UP =
            "{\"status\":\"UP\",\"checks\":[{\"name\":\"sidetrack-publisher\",\"status\":\"UP\"}]}";
    private static final String UP_WITHOUT_APPLICATION = "{\"status\":\"UP\",\"checks\":[]}";
    private static final String DOWN =
            "{\"status\":\"DOWN\",\"checks\":[{\"name\":\"sidetrack-publisher\",\"status\":\"DOWN\"}]}";

    private HttpServer server;

    static List<Dockerfile> servers() {
        return Dockerfile.all().stream().filter(Dockerfile::isServer).toList();
    }

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @MethodSource("servers")
    void check_ofTheRunningApplication_isGood(Dockerfile file) throws Exception {
        answer(200, UP);
        assertThat(check(file)).isZero();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void check_beforeTheApplicationIsDeployed_isBad(Dockerfile file) throws Exception {
        answer(200, UP_WITHOUT_APPLICATION);
        assertThat(check(file)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void check_ofAPublisherThatIsStuck_isBad(Dockerfile file) throws Exception {
        answer(503, DOWN);
        assertThat(check(file)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void check_ofAServerThatIsAway_isBad(Dockerfile file) throws Exception {
        server.stop(0);
        assertThat(check(file)).isPositive();
    }

    private void answer(int status, String body) {
        server.createContext("/health/live", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, body.length());
                exchange.getResponseBody().write(body.getBytes());
            }
        });
    }

    /** What it exits with. */
    private int check(Dockerfile file) throws Exception {
        var command = file.healthCheck().stream()
                .map(word -> word.replaceAll(
                        "(?<host>127\\.0\\.0\\.1[:/])(8080|9990)",
                        "${host}" + server.getAddress().getPort()))
                .toList();
        assertThat(command).isNotEqualTo(file.healthCheck());
        assumeTrue(Stream.of("curl", "wget", "bash")
                .filter(String.join(" ", command)::contains)
                .allMatch(HealthCheckTest::isInstalled));
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static boolean isInstalled(String tool) {
        return Stream.of("/bin", "/usr/bin").anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
