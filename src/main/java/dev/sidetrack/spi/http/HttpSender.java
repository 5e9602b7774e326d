// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.spi.http;

import dev.sidetrack.Hit;
import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.spi.Outcome;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/**
 * Sends the requests of all providers: connections are kept alive and shared, every wait is bounded
 * ({@code sidetrack.http.*}), redirects are not followed, and no error message contains the query of a URL.
 *
 * <pre>{@code
 * @Inject HttpSender http;
 *
 * http = http.of(settings); // in configure
 * return http.send(hits, HttpPost.json(url, body), reply -> Outcome.forAll(hits, reply.outcome()));
 * }</pre>
 */
@Shared
public class HttpSender {

    private static final Logger LOG = System.getLogger("dev.sidetrack.dry-run");
    private static final int LONGEST_REASON = 200;
    private static final String USER_AGENT = "User-Agent";

    private final ExecutorService threads;
    private final LazyClient client;
    private final Duration timeout;
    private final boolean dryRun;

    /**
     * Called by the container; call it yourself only in a provider's tests.
     *
     * @param settings the settings of Sidetrack
     */
    @Inject
    public HttpSender(Settings settings) {
        threads = Executors.newCachedThreadPool(HttpSender::thread);
        dryRun = settings.get(Keys.DRY_RUN);
        timeout = settings.get(Keys.REQUEST_TIMEOUT);
        client = new LazyClient(
                HttpClient.newBuilder()
                        .connectTimeout(settings.get(Keys.CONNECT_TIMEOUT))
                        .followRedirects(Redirect.NEVER)
                        .executor(threads),
                SSLContext::getDefault);
    }

    private HttpSender(HttpSender shared, Duration timeout) {
        this.threads = shared.threads;
        this.client = shared.client;
        this.dryRun = shared.dryRun;
        this.timeout = timeout;
    }

    /**
     * {@return this sender with the provider's own {@code request-timeout}; default:
     * {@code sidetrack.http.request-timeout}}
     *
     * @param settings the provider's settings
     */
    public HttpSender of(ProviderSettings settings) {
        return of(settings, timeout);
    }

    /**
     * {@return this sender with the provider's own {@code request-timeout} or this default}
     *
     * @param settings the provider's settings
     * @param usual the timeout if none is configured
     */
    public HttpSender of(ProviderSettings settings, Duration usual) {
        var own = settings.requestTimeout();
        return new HttpSender(this, own == null ? usual : own);
    }

    /**
     * Posts these hits, waits for the complete answer and reads the outcomes from it. In a dry run
     * ({@code sidetrack.dry-run}) the request is logged instead, with its secrets masked, and all hits count as
     * accepted.
     *
     * @param hits the hits that the request holds
     * @param post the request
     * @param reading the outcome of each hit, in their order, from the reply
     * @return the outcome of each hit, in their order
     * @throws IOException if there is no answer in time
     * @throws InterruptedException if the server is stopping
     */
    public List<Outcome> send(List<Hit> hits, HttpPost post, Function<HttpReply, List<Outcome>> reading)
            throws IOException, InterruptedException {
        var whole = post.headers().containsKey(USER_AGENT) ? post : post.header(USER_AGENT, "Sidetrack");
        if (dryRun) {
            LOG.log(Level.INFO, "Dry run, not sent (sidetrack.dry-run=true):\n" + whole.shown());
            return Outcome.forAll(hits, Outcome.ACCEPTED);
        }
        return reading.apply(post(whole));
    }

    private HttpReply post(HttpPost post) throws IOException, InterruptedException {
        var answer = client.get().sendAsync(request(post), info -> new LimitedBody());
        try {
            HttpResponse<String> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            // A service may quote the request in its answer; its secret must not be logged.
            return HttpReply.now(response.statusCode(), response.headers(), post.masked(response.body()));
        } catch (TimeoutException tooLate) {
            throw new IOException(post + " timed out after " + timeout);
        } catch (ExecutionException failed) {
            throw new IOException(post + " failed: " + post.masked(why(failed.getCause())));
        } finally {
            answer.cancel(true);
        }
    }

    /** The error with its message; a query in it may contain a secret. */
    static String why(Throwable cause) {
        var message = cause.getMessage();
        return cause.getClass().getSimpleName()
                + (message == null
                        ? ""
                        : ": "
                                + Texts.cut(
                                        Texts.printable(message.replaceAll("[?]\\S*", "?(secret)")
                                                .replaceAll("[\\s\\p{Cntrl}]+", " ")),
                                        LONGEST_REASON));
    }

    private static HttpRequest request(HttpPost post) {
        var request = HttpRequest.newBuilder(post.url())
                // An upgrade to HTTP/2 is only requested over TLS, where it costs nothing.
                .version("https".equals(post.url().getScheme()) ? Version.HTTP_2 : Version.HTTP_1_1)
                .header("Content-Type", post.contentType())
                .POST(BodyPublishers.ofByteArray(post.sentBody()));
        post.headers().forEach(request::setHeader);
        return request.build();
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "sidetrack-http");
        thread.setDaemon(true);
        return thread;
    }
}
