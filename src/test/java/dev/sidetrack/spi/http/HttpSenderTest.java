// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.sidetrack.LogLines;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.testing.HttpRecorder;
import dev.sidetrack.testing.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HttpSenderTest {

    private static final String SECRET = "?api_secret=hush";

    private final HttpRecorder server;
    private final HttpSender http = new HttpSender(SettingsOf.nothing());
    private final HttpSender hurried =
            new HttpSender(SettingsOf.map(Map.of("sidetrack.http.request-timeout", "PT0.02S")));

    HttpSenderTest() throws IOException {
        server = new HttpRecorder();
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        http.close();
        hurried.close();
    }

    @Test
    void post_json_sendsExactlyThat() throws Exception {
        server.answer(Reply.json("{\"ok\":\"ä😀\"}"));
        var reply = post(
                http, HttpPost.json(url("/in" + SECRET), "{\"name\":\"ä😀\"}").header("Authorization", "Bearer x"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("{\"ok\":\"ä😀\"}");
        assertThat(reply.isSuccess()).isTrue();
        var request = server.only();
        assertThat(request.first()).isEqualTo("POST /in?api_secret=hush HTTP/1.1");
        assertThat(request.body()).isEqualTo("{\"name\":\"ä😀\"}");
        assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(request.header("User-Agent")).isEqualTo("Sidetrack");
        assertThat(request.header("Authorization")).isEqualTo("Bearer x");
        assertThat(request.headerNames()).containsExactly("authorization", "content-type", "user-agent");
        assertThat(request.header("Upgrade"))
                .as("to HTTP/2, which only TLS does for nothing")
                .isNull();
    }

    /** What was asked for last wins: the provider's key, then what its code finds usual, then the common key. */
    @ParameterizedTest
    @CsvSource({", , PT0.02S", ", PT0.01S, PT0.01S", "PT0.03S, , PT0.03S", "PT0.03S, PT0.01S, PT0.03S"})
    void of_provider_waitsAsLongAsItsKeySays(String key, Duration usual, String waited) {
        var own = SettingsOf.map(key == null ? Map.of() : Map.of("sidetrack.provider.p.request-timeout", key))
                .provider("p");
        var sender = usual == null ? hurried.of(own) : hurried.of(own, usual);
        server.answer(Reply.never());
        assertThatIOException()
                .isThrownBy(() -> post(sender, HttpPost.json(url("/in"), "{}")))
                .withMessageEndingWith("timed out after " + waited);
    }

    @Test
    void post_ownUserAgent_replacesOurs() throws Exception {
        post(http, HttpPost.form(url("/"), "a=1").header("User-Agent", "Mozilla/5.0"));
        assertThat(server.only().header("User-Agent")).isEqualTo("Mozilla/5.0");
        assertThat(server.only().header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void post_redirected_isNotFollowed() throws Exception {
        server.answer(Reply.of(302).header("Location", server.url() + "/elsewhere"));
        assertThat(post(http, HttpPost.json(url("/in"), "{}")).status()).isEqualTo(302);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void post_cookieAnswered_isNotSentBack() throws Exception {
        server.answer(Reply.of(204).header("Set-Cookie", "visitor=1"));
        post(http, HttpPost.json(url("/in"), "{}"));
        post(http, HttpPost.json(url("/in"), "{}"));
        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.header("Cookie")).isNull());
    }

    @Test
    void post_hugeBody_keepsItsBeginning() throws Exception {
        server.answer(Reply.json("ä".repeat(2_000_000)));
        var reply = post(http, HttpPost.json(url("/in"), "{}"));
        assertThat(reply.body()).hasSize(256 * 1024).startsWith("ää");
    }

    static Stream<Arguments> post_noWholeAnswer_isAnIOException() {
        return Stream.of(
                arguments("silence", Reply.never(), "timed out after PT0.02S"),
                arguments("slow body", Reply.json("{").unfinished(), "timed out after PT0.02S"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void post_noWholeAnswer_isAnIOException(String name, Reply answer, String message) {
        server.answer(answer);
        assertThatIOException()
                .isThrownBy(() -> post(hurried, HttpPost.json(url("/in" + SECRET), "{}")))
                .withMessageStartingWith("POST " + server.url() + "/in " + message)
                .withMessageNotContaining("hush")
                .withNoCause();
    }

    @Test
    void post_cutBody_isAnIOException() {
        server.answer(Reply.json("{").brokenOff());
        assertThatIOException()
                .isThrownBy(() -> post(http, HttpPost.json(url("/in" + SECRET), "{}")))
                .withMessageStartingWith("POST " + server.url() + "/in failed: ")
                .withMessageNotContaining("hush")
                .withNoCause();
    }

    @Test
    void post_connectionRefused_isAnIOException() throws IOException {
        int port;
        try (var taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }
        var url = URI.create("http://127.0.0.1:" + port + "/in" + SECRET);
        assertThatIOException()
                .isThrownBy(() -> post(http, HttpPost.json(url, "{}")))
                .withMessageStartingWith("POST http://127.0.0.1:" + port + "/in failed: ConnectException")
                .withNoCause();
    }

    @Test
    void post_interrupted_throwsThat() throws InterruptedException {
        server.answer(Reply.never());
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> post(http, HttpPost.json(url("/in"), "{}")));
    }

    @Test
    void toString_ofPost_holdsNoSecret() {
        var post = HttpPost.json(url("/in" + SECRET), "{\"token\":\"hush\"}").header("Authorization", "hush");
        assertThat(post).hasToString("POST " + server.url() + "/in");
    }

    @Test
    void shown_secretsWithinOthersOrEscaped_areMaskedWhole() {
        var post = HttpPost.json(url("/in?access_token=hush&x=mor%22e"), "{\"a\":\"mor\\\"e\",\"b\":\"hush\"}")
                .secret("hush")
                .secret("access_token=hush&x=mor%22e")
                .secret("mor\"e")
                .secret(null)
                .secret("");
        assertThat(post.shown())
                .isEqualTo("POST " + server.url() + "/in?***\nContent-Type: application/json; charset=utf-8\n\n"
                        + "{\"a\":\"***\",\"b\":\"***\"}");
    }

    @Test
    void why_exceptionWithAMessage_saysOfWhatWithoutAQuery() {
        assertThat(HttpSender.why(new SSLHandshakeException("no certificate for stats.example")))
                .isEqualTo("SSLHandshakeException: no certificate for stats.example");
        assertThat(HttpSender.why(new IOException("GET https://stats.example/?token=s3cr3t was cut")))
                .isEqualTo("IOException: GET https://stats.example/?(secret) was cut");
        assertThat(HttpSender.why(new ConnectException())).isEqualTo("ConnectException");
        assertThat(HttpSender.why(new IOException("bad \u202E\r\nFAKE\u2028LINE\u0085\u009B31m")))
                .isEqualTo("IOException: bad ? FAKE?LINE??31m");
    }

    @Test
    void send_dryRun_logsTheRequestWithoutItsSecrets() throws Exception {
        var dry = new HttpSender(SettingsOf.one("sidetrack.dry-run", "true"));
        var request = HttpPost.json(url("/in?api_secret=hu%2Bsh&x=1"), "{\"token\":\"hu+sh\"}")
                .header("Authorization", "Bearer hu+sh")
                .secret("hu+sh");
        var hits = List.of(SampleHits.pageView(), SampleHits.event());
        try (var log = LogLines.of("dev.sidetrack.dry-run")) {
            assertThat(dry.send(hits, request, reply -> {
                        throw new IllegalStateException("there is no reply");
                    }))
                    .containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
            assertThat(log.lines())
                    .containsExactly("INFO Dry run, not sent (sidetrack.dry-run=true):\n"
                            + "POST " + server.url()
                            + "/in?api_secret=***&x=1\nContent-Type: application/json; charset=utf-8\n"
                            + "Authorization: Bearer ***\nUser-Agent: Sidetrack\n\n{\"token\":\"***\"}");
        }
        assertThat(server.requests()).isEmpty();
        dry.close();
    }

    /** Sends it and gives back the whole reply. */
    private static HttpReply post(HttpSender sender, HttpPost post) throws IOException, InterruptedException {
        var replies = new ArrayList<HttpReply>();
        sender.send(List.of(SampleHits.minimal()), post, reply -> {
            replies.add(reply);
            return List.of(reply.outcome());
        });
        return replies.get(0);
    }

    private URI url(String path) {
        return URI.create(server.url() + path);
    }
}
