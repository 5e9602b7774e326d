// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.TrackedEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What who looks at single hits is told of what is not in them. */
class LeftOutTest {

    private static final Map<String, String> KEYS =
            Map.of("sidetrack.query-parameters", "page", "sidetrack.user-id", "none", "sidetrack.gpc", "cookieless");

    private final Map<UUID, List<String>> told = new HashMap<>();

    @Test
    void hit_ofARequestWithMuchInIt_hasItsNamesTold() throws Exception {
        var tracking = watched();
        tracking.serve(
                new FakeRequest("/shop/products/ann@shop.example")
                        .query("page=2&utm_source=news&token=s3cret&q=x&q=y")
                        .header("Accept-Language", "de-AT")
                        .header("Referer", "https://search.example/find?q=s3cret")
                        .user("jane"),
                Tracking::page);
        assertThat(of(tracking))
                .containsExactly(
                        "address (shortened)", "user", "path (masked)", "referrer (query)", "query (token, q)");
        assertThat(told.toString()).doesNotContain("s3cret", "ann@", "jane");
    }

    @Test
    void hit_thatIsAnonymous_lacksMore() throws Exception {
        var tracking = watched();
        tracking.serve(
                new FakeRequest("/shop/").header("Accept-Language", "de-AT").header("Sec-GPC", "1"), Tracking::page);
        assertThat(of(tracking)).containsExactly("address", "userAgent", "language");
    }

    @Test
    void event_withAnAddressInIt_isToldToBeMasked() throws Exception {
        var tracking = watched();
        tracking.serve(new FakeRequest("/shop/"), (http, response) -> {
            var plain = tracking.factory.ofEvent(TrackedRequest.current(), TrackedEvent.named("sign-up"));
            var personal = tracking.factory.ofEvent(
                    TrackedRequest.current(), TrackedEvent.named("sign-up").property("who", "ann@shop.example"));
            assertThat(told.get(plain.id())).containsExactly("address (shortened)");
            assertThat(told.get(personal.id())).containsExactly("address (shortened)", "event (masked)");
        });
    }

    @Test
    void names_whileNobodyLooks_areNotAskedFor() throws Exception {
        var tracking = Tracking.with(KEYS);
        tracking.outcomes.leftOut(UUID.randomUUID(), () -> {
            throw new AssertionError("asked");
        });
        tracking.serve(new FakeRequest("/shop/"), Tracking::page);
        assertThat(tracking.hits()).hasSize(1);
    }

    private Tracking watched() throws Exception {
        var tracking = Tracking.with(KEYS);
        tracking.outcomes.watch(new HitOutcomes.Watcher() {
            @Override
            public void leftOut(UUID id, List<String> fields) {
                told.put(id, fields);
            }

            @Override
            public void made(Hit hit) {}

            @Override
            public void settled(String provider, Hit hit, HitOutcomes.State state, String reason) {}
        });
        return tracking;
    }

    private List<String> of(Tracking tracking) {
        var hits = tracking.hits();
        assertThat(hits).hasSize(1);
        return told.get(hits.get(0).id());
    }
}
