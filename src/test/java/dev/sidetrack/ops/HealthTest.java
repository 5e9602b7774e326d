// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitCounts;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.Warnings;
import dev.sidetrack.delivery.ProviderState;
import dev.sidetrack.queue.Fresh;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Watched watched = new Watched();

    @Test
    void isQueueStuck_nothingWaits_isFalseHoweverLongAgoTheLastHitWas() {
        watched.clock.pass(Duration.ofDays(30));
        assertThat(watched.health(PATIENCE).isQueueStuck()).isFalse();
    }

    @Test
    void isQueueStuck_firstHitAfterALongQuiet_isFalseUntilItHasWaited() {
        watched.clock.pass(Duration.ofDays(30));
        watched.buffer.offer(Watched.at(watched.clock.instant()));
        assertThat(watched.health(PATIENCE).isQueueStuck()).isFalse();
        watched.clock.pass(PATIENCE);
        assertThat(watched.health(PATIENCE).isQueueStuck()).isFalse();
        watched.clock.pass(Duration.ofMillis(1));
        assertThat(watched.health(PATIENCE).isQueueStuck()).isTrue();
    }

    @Test
    void isQueueStuck_queueTookSomethingMeanwhile_isFalse() {
        watched.buffer.offer(SampleHits.pageView());
        watched.clock.pass(Duration.ofDays(1));
        Fresh.accept(watched.queue);
        watched.clock.pass(PATIENCE);
        assertThat(watched.health(PATIENCE).isQueueStuck()).isFalse();
    }

    @Test
    void failingProviders_openForTooLong_areThoseWithWhatIsWrong() {
        watched.destinations.put("down", "OPEN", "HTTP status 503: at db7.internal", TIME);
        watched.destinations.put("silent", "HALF_OPEN", null, TIME);
        watched.destinations.put("fresh", "OPEN", "HTTP status 503", TIME.plusSeconds(1));
        watched.destinations.put("troubled", "CLOSED", "HTTP status 503", null);
        watched.destinations.put("well", "CLOSED", null, null);
        var health = watched.health(PATIENCE);
        watched.clock.pass(PATIENCE);
        assertThat(health.failingProviders()).isEmpty();

        watched.clock.pass(Duration.ofMillis(1));
        assertThat(health.failingProviders())
                .isEqualTo(Map.of(
                        "down",
                        "OPEN since " + TIME + ": HTTP status 503",
                        "silent",
                        "HALF_OPEN since " + TIME + ": no answer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST http://stats.internal:8080/secret/path failed: ConnectException",
                "POST https://user.example/x timed out after PT10S",
                "stats.internal:8080 refused",
                "this host does not support /i/v1/path (HTTP status 404)",
                "stats.internal is not what sidetrack.provider.matomo.url should be",
                "user.example/path said no"
            })
    void failingProviders_addressInTheTrouble_isNotShown(String trouble) {
        watched.destinations.put("open", "OPEN", trouble, TIME);
        watched.destinations.put(new ProviderState("stopped", "OPEN", trouble, TIME, true, null));
        watched.clock.pass(PATIENCE.multipliedBy(2));
        assertThat(watched.health(PATIENCE).failingProviders().values())
                .hasSize(2)
                .noneMatch(shown ->
                        shown.contains("internal") || shown.contains("user.example") || shown.contains("path"));
    }

    @Test
    void failingProviders_stopped_areToldAtOnce() {
        stop("matomo", "access denied (HTTP status 401): check sidetrack.provider.matomo.token");
        stop("own", "the account is closed");
        assertThat(watched.health(PATIENCE).failingProviders())
                .isEqualTo(Map.of(
                        "matomo",
                        "OPEN since " + TIME
                                + ": HTTP status 401: it accepts no hits, check sidetrack.provider.matomo.token",
                        "own",
                        "OPEN since " + TIME + ": it accepts no hits, the log says why"));
    }

    @Test
    void readiness_allWell_isUp() {
        var response = readiness("report").call();
        assertThat(response.getName()).isEqualTo("sidetrack-delivery");
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData()).isEmpty();
        assertThat(readiness("fail").call().getStatus()).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @CsvSource({"report, UP", "fail, DOWN"})
    void readiness_providerStopped_isReported(String readiness, Status status) {
        watched.destinations.put(new ProviderState("stopped", "OPEN", "check the token", TIME, true, null));
        var response = readiness(readiness).call();
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getData().orElseThrow()).containsOnlyKeys("stopped");
    }

    @ParameterizedTest
    @CsvSource({"report, UP", "fail, DOWN"})
    void readiness_queueStuck_isReported(String readiness, Status status) {
        stick();
        var response = readiness(readiness).call();
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getData().orElseThrow()).containsOnlyKeys("queue");
    }

    @Test
    void readiness_warningsThatGoOn_areItsData() {
        var readiness = readiness("fail");
        readiness.warnings.add("proxy", "it is not listed");
        var response = readiness.call();
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData().orElseThrow()).isEqualTo(Map.of("proxy", "it is not listed"));
        readiness.warnings.remove("proxy");
        assertThat(readiness.call().getData()).isEmpty();
    }

    @Test
    void readiness_ofAnApplicationThatServes_namesIt() {
        var readiness = readiness("fail");
        readiness.registration.register("/shop");
        try {
            assertThat(readiness.call().getData().orElseThrow()).isEqualTo(Map.of("application", "shop"));
        } finally {
            readiness.registration.unregister();
        }
    }

    @Test
    void liveness_anyTroubleOutside_isUpSinceARestartWouldLoseHits() {
        watched.destinations.put("down", "OPEN", "the token is wrong", TIME);
        stick();
        var response = liveness().call();
        assertThat(response.getName()).isEqualTo("sidetrack-publisher");
        assertThat(response.getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void liveness_publishersThreadEnded_isDown() {
        watched.isDead = true;
        assertThat(liveness().call().getStatus()).isEqualTo(Status.DOWN);
    }

    private void stop(String name, String reason) {
        watched.destinations.put(new ProviderState(name, "OPEN", reason, TIME, true, null));
    }

    private void stick() {
        watched.buffer.offer(SampleHits.pageView());
        watched.clock.pass(PATIENCE.multipliedBy(2));
    }

    private DeliveryReadiness readiness(String configured) {
        var readiness = new DeliveryReadiness();
        readiness.warnings = new Warnings();
        readiness.silence = new Silence(new HitCounts());
        readiness.registration = new Registration(() -> watched.monitor, path -> "shop", numbers -> () -> {});
        readiness.health = watched.health(PATIENCE, configured);
        return readiness;
    }

    private PublisherLiveness liveness() {
        var liveness = new PublisherLiveness();
        liveness.health = watched.health(PATIENCE);
        return liveness;
    }
}
