// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the recording provider by the command of its image. */
class RecorderTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path data;

    @Test
    void recorder_stoppedAndStartedAgain_hasEveryRequest() throws Exception {
        var port = freePort();
        var first = start(port);
        try {
            assertThat(get(port, "/").body()).isEqualTo("0 requests\n");
            assertThat(post(port, "/hits?a=%26", "{\"name\":\"\u00e9\\n\"}\n").statusCode())
                    .isEqualTo(200);
            assertThat(get(port, "/collect?v=1").statusCode()).isEqualTo(200);
            assertThat(get(port, "/").body()).isEqualTo("2 requests\n");
        } finally {
            stop(first);
        }
        var second = start(port);
        try {
            post(port, "/hits", "");
            assertThat(get(port, "/").body()).isEqualTo("3 requests\n");
        } finally {
            stop(second);
        }
        var lines = Files.readAllLines(data.resolve("requests.jsonl"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .endsWith(",\"method\":\"POST\",\"path\":\"/hits\",\"query\":\"a=%26\","
                        + "\"body\":\"{\\\"name\\\":\\\"\u00e9\\\\n\\\"}\\u000a\"}");
        assertThat(lines.get(1)).endsWith(",\"method\":\"GET\",\"path\":\"/collect\",\"query\":\"v=1\",\"body\":\"\"}");
        assertThat(lines.get(2)).endsWith(",\"method\":\"POST\",\"path\":\"/hits\",\"query\":null,\"body\":\"\"}");
    }

    private Process start(int port) throws Exception {
        var command = new ArrayList<>(Dockerfile.array(Dockerfile.of("provider").only("CMD")));
        assertThat(command).containsExactly("java", "-Xmx128m", "/recorder/Recorder.java", "8080", "/data");
        command.set(0, Path.of(System.getProperty("java.home"), "bin/java").toString());
        command.set(2, "docker/provider/Recorder.java");
        command.set(3, Integer.toString(port));
        command.set(4, data.toString());
        var process = new ProcessBuilder(command).inheritIO().start();
        for (var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
                process.isAlive() && System.nanoTime() < end; ) {
            try {
                get(port, "/");
                return process;
            } catch (ConnectException notYet) {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
        process.destroyForcibly();
        throw new AssertionError("the recorder does not start");
    }

    /** As "docker stop" does. */
    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return CLIENT.send(request(port, path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(int port, String path, String body) throws Exception {
        return CLIENT.send(
                request(port, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
