// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.SampleHits;
import dev.sidetrack.delivery.ProviderState;
import dev.sidetrack.queue.Fresh;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Watched watched = new Watched();

    @Test
    void isPublisherStuck_nothingWaits_isFalseHoweverLongAgoTheLastHitWas() {
        watched.clock.pass(Duration.ofDays(30));
        assertThat(watched.health(PATIENCE).isPublisherStuck()).isFalse();
    }

    @Test
    void isPublisherStuck_firstHitAfterALongQuiet_isFalseUntilItHasWaited() {
        watched.clock.pass(Duration.ofDays(30));
        watched.buffer.offer(Watched.at(watched.clock.instant()));
        assertThat(watched.health(PATIENCE).isPublisherStuck()).isFalse();
        watched.clock.pass(PATIENCE);
        assertThat(watched.health(PATIENCE).isPublisherStuck()).isFalse();
        watched.clock.pass(Duration.ofMillis(1));
        assertThat(watched.health(PATIENCE).isPublisherStuck()).isTrue();
    }

    @Test
    void isPublisherStuck_queueTookSomethingMeanwhile_isFalse() {
        watched.buffer.offer(SampleHits.pageView());
        watched.clock.pass(Duration.ofDays(1));
        Fresh.accept(watched.queue);
        watched.clock.pass(PATIENCE);
        assertThat(watched.health(PATIENCE).isPublisherStuck()).isFalse();
    }

    @Test
    void failingProviders_openForTooLong_areThoseWithWhatIsWrong() {
        watched.destinations.put("down", "OPEN", "HTTP status 503", TIME);
        watched.destinations.put("silent", "HALF_OPEN", null, TIME);
        watched.destinations.put("fresh", "OPEN", "HTTP status 503", TIME.plusSeconds(1));
        watched.destinations.put("troubled", "CLOSED", "HTTP status 503", null);
        watched.destinations.put("well", "CLOSED", null, null);
        var health = watched.health(PATIENCE);
        watched.clock.pass(PATIENCE);
        assertThat(health.failingProviders()).isEmpty();

        watched.clock.pass(Duration.ofMillis(1));
        assertThat(health.failingProviders()).isEqualTo(Map.of("down", "HTTP status 503", "silent", "it does not answer"));
    }

    @Test
    void failingProviders_stopped_areToldAtOnce() {
        watched.destinations.put(new ProviderState("stopped", "OPEN", "check the token", TIME, true, null));
        assertThat(watched.health(PATIENCE).failingProviders()).isEqualTo(Map.of("stopped", "check the token"));
    }

    @Test
    void readiness_allWell_isUp() {
        var response = readiness().call();
        assertThat(response.getName()).isEqualTo("sidetrack-delivery");
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData()).isEmpty();
    }

    @Test
    void readiness_providerOpenForTooLong_isDownAndSaysWhich() {
        watched.destinations.put("down", "OPEN", "the token is wrong", TIME);
        watched.clock.pass(PATIENCE.multipliedBy(2));
        var response = readiness().call();
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData()).contains(Map.of("down", "the token is wrong"));
    }

    @Test
    void readiness_publisherStuck_isDown() {
        stick();
        assertThat(readiness().call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void liveness_providerOpenForTooLong_isUpSinceARestartWouldNotHelp() {
        watched.destinations.put("down", "OPEN", "the token is wrong", TIME);
        watched.clock.pass(PATIENCE.multipliedBy(2));
        var response = liveness().call();
        assertThat(response.getName()).isEqualTo("sidetrack-publisher");
        assertThat(response.getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void liveness_publisherStuck_isDown() {
        stick();
        assertThat(liveness().call().getStatus()).isEqualTo(Status.DOWN);
    }

    private void stick() {
        watched.buffer.offer(SampleHits.pageView());
        watched.clock.pass(PATIENCE.multipliedBy(2));
    }

    private DeliveryReadiness readiness() {
        var readiness = new DeliveryReadiness();
        readiness.health = watched.health(PATIENCE);
        return readiness;
    }

    private PublisherLiveness liveness() {
        var liveness = new PublisherLiveness();
        liveness.health = watched.health(PATIENCE);
        return liveness;
    }
}
