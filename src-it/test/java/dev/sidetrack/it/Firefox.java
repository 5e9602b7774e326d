package dev.sidetrack.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.json.Json;

/**
 * Debian's Firefox without a window. It is told what to do by WebDriver BiDi, which it speaks itself: Debian has no
 * geckodriver.
 */
final class Firefox implements AutoCloseable {

    private static final String LISTENING = "WebDriver BiDi listening on ";
    private static final int PATIENCE_SECONDS = 60;

    private final Path profile;
    private final Process process;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> addresses = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private final String tab;
    private int commands;

    Firefox() {
        try {
            profile = Files.createTempDirectory("sidetrack-it-firefox");
            var builder = new ProcessBuilder(
                    "/usr/bin/firefox-esr",
                    "--headless",
                    "--no-remote",
                    "--remote-debugging-port=0",
                    "--profile",
                    profile.toString(),
                    "about:blank");
            // In a container it may not make one more of its own.
            builder.environment().put("MOZ_DISABLE_CONTENT_SANDBOX", "1");
            process = builder.redirectErrorStream(true).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var reader = new Thread(this::read, "firefox");
        reader.setDaemon(true);
        reader.start();
        try {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(take(addresses) + "/session"), new Listener())
                    .join();
            command("session.new", Map.of("capabilities", Map.of()));
            var tabs = (List<?>) command("browsingContext.getTree", Map.of()).get("contexts");
            tab = (String) ((Map<?, ?>) tabs.get(0)).get("context");
        } catch (RuntimeException failed) {
            process.destroyForcibly();
            throw failed;
        }
    }

    /** Has this run in every page before its own scripts. */
    void runFirst(String script) {
        command("script.addPreloadScript", Map.of("functionDeclaration", "() => {" + script + "}"));
    }

    /** Opens the page at that path of the demo, and waits until it has all it needs. */
    void visit(String path) {
        var url = URI.create(System.getProperty("it.url")).resolve(path).toString();
        command("browsingContext.navigate", Map.of("context", tab, "url", url, "wait", "complete"));
    }

    /** What that expression is in the page: a string, a number or a boolean. */
    Object value(String expression) {
        var answer = command(
                "script.evaluate",
                Map.of("expression", expression, "target", Map.of("context", tab), "awaitPromise", true));
        if (!"success".equals(answer.get("type"))) {
            throw new AssertionError(expression + ": " + answer);
        }
        return ((Map<?, ?>) answer.get("result")).get("value");
    }

    private Map<?, ?> command(String method, Map<String, ?> parameters) {
        var id = ++commands;
        socket.sendText(new Json().toJson(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        while (true) {
            Map<String, Object> answer = new Json().toType(take(answers), Json.MAP_TYPE);
            if (answer.get("id") instanceof Number number && number.intValue() == id) {
                if (answer.get("result") instanceof Map<?, ?> result) {
                    return result;
                }
                throw new AssertionError(method + ": " + answer);
            }
        }
    }

    private static String take(BlockingQueue<String> queue) {
        try {
            var next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("Firefox says nothing");
            }
            return next;
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(LISTENING)) {
                    addresses.add(line.substring(LISTENING.length()));
                }
            }
        } catch (IOException ended) {
            // With the browser.
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            try (var files = Files.walk(profile)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            throw new IllegalStateException(stopping);
        }
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                answers.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
