// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import static dev.sidetrack.testing.ExpectedHit.event;
import static dev.sidetrack.testing.ExpectedHit.hit;
import static dev.sidetrack.testing.ExpectedHit.pageView;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.Consent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HitsTest {

    private final Hits hits = new Hits();

    @BeforeEach
    void waitForNothing() {
        hits.waitAtMost(Duration.ZERO);
    }

    @Test
    void awaitOne_ofTwoKinds_isTheOneAsExpected() {
        hits.add(ContractHits.pageView());
        hits.add(ContractHits.event());
        assertThat(hits.awaitOne(event("order-placed"))).isEqualTo(ContractHits.event());
        assertThat(hits.awaitOne(pageView("/products/blue-mug"))).isEqualTo(ContractHits.pageView());
    }

    @Test
    void awaitOne_thatComesLater_isWaitedFor() {
        hits.waitAtMost(Duration.ofSeconds(10));
        var awaited = CompletableFuture.supplyAsync(() -> hits.awaitOne(event("order-placed")));
        hits.add(ContractHits.pageView());
        assertThat(awaited).isNotDone();
        hits.add(ContractHits.event());
        assertThat(awaited.join()).isEqualTo(ContractHits.event());
    }

    @Test
    void awaitOne_inVain_saysWhatCameInstead() {
        hits.add(ContractHits.event());
        assertThatThrownBy(() -> hits.awaitOne(event("order-placed").value(36).property("sku", "M-2")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected 1 × event \"order-placed\", value 36.0, sku M-2, but there were 0;"
                        + " recorded were:\n  event \"order-placed\", path /products/blue-mug, title Blue mug,"
                        + " category shop, label blue-mug, value 12.5, sku M-1, quantity 2, discount 0.25, gift true,"
                        + " visitor 4f8c1f0e-7d1b-4c55-9a0e-2b6f3d9c1a77, consent UNASKED");
    }

    @Test
    void awaitOne_thatCameTwice_fails() {
        hits.add(ContractHits.event());
        hits.add(ContractHits.event());
        assertThatThrownBy(() -> hits.awaitOne(event())).isInstanceOf(AssertionError.class);
        assertThat(hits.await(2, event())).hasSize(2);
    }

    @Test
    void assertNone_ofWhatCame_fails() {
        hits.assertNone();
        hits.add(ContractHits.minimal());
        hits.assertNone(event());
        assertThatThrownBy(() -> hits.assertNone(pageView()))
                .isInstanceOf(AssertionError.class)
                .hasMessage("expected no × page view, but there was 1; recorded were:\n  page view, of nobody");
        hits.clear();
        hits.assertNone();
    }

    @ParameterizedTest
    @MethodSource("expectedOfTheEvent")
    void expected_ofWhatAHitSays_isMet(ExpectedHit expected) {
        assertThat(ContractHits.everyField()).matches(expected, expected.toString());
    }

    static Stream<ExpectedHit> expectedOfTheEvent() {
        return Stream.of(
                hit(),
                event(),
                event("order-placed").category("shop").label("blue-mug").value(12.5),
                event().property("quantity", 2).property("quantity", 2L).property("gift", true),
                event().on("/products").titled("Products"),
                event().ofVisitor(ContractHits.CLIENT).ofUser("user-7").consent(Consent.GRANTED),
                event().that("with a campaign", hit -> hit.campaign() != null));
    }

    @ParameterizedTest
    @MethodSource("notExpectedOfTheEvent")
    void expected_ofSomethingElse_isNotMet(ExpectedHit expected) {
        assertThat(expected.test(ContractHits.everyField()))
                .as(expected.toString())
                .isFalse();
    }

    static Stream<ExpectedHit> notExpectedOfTheEvent() {
        return Stream.of(
                pageView(),
                event("order"),
                event().category("shops"),
                event().label("red-mug"),
                event().value(12),
                event().property("quantity", 3),
                event().property("missing", 3),
                event().on("/"),
                event().titled("Product"),
                event().ofVisitor("c"),
                event().ofUser("user-8"),
                event().ofNobody(),
                event().consent(Consent.DENIED),
                event().that("without a campaign", hit -> hit.campaign() == null));
    }
}
