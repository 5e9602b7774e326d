// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HitSizeTest {

    private static final String TEXT = "語".repeat(1_000);

    @ParameterizedTest
    @MethodSource("hitsWithOneLongText")
    void size_ofHitWithLongText_holdsTheText(Hit hit) {
        assertThat(HitSize.of(hit)).isGreaterThanOrEqualTo(HitSize.of(SampleHits.minimal()) + 2 * TEXT.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\\", "\u200E", "\u2028", "\u202E", "\u2069", "\u061C", "ä", "語"})
    void size_ofHitWithLongText_isNeverBelowItsMessageTwoBytesEach(String character) {
        var hit = with(TrackedEvent.named("e").property("note", character.repeat(10_000)));
        var json = new JsonWriter();
        HitJson.write(json, hit);
        assertThat(HitSize.of(hit)).isGreaterThanOrEqualTo(2 * json.toString().length());
    }

    @Test
    void size_ofHitWithMore_isGreater() {
        var minimal = HitSize.of(SampleHits.minimal());
        var page = HitSize.of(SampleHits.pageView());
        var event = HitSize.of(SampleHits.event());
        assertThat(minimal).isPositive().isLessThan(page);
        assertThat(page).isLessThan(event);
    }

    static Stream<Hit> hitsWithOneLongText() {
        return Stream.of(
                with(page(TEXT, null, null, null)),
                with(page(null, TEXT, null, null)),
                with(page(null, null, TEXT, null)),
                with(page(null, null, null, TEXT)),
                with(visitor(TEXT, null)),
                with(visitor(null, TEXT)),
                with(hinting(new ClientHints(TEXT, null, null, null, null, null), null)),
                with(hinting(new ClientHints(null, null, TEXT, null, null, null), null)),
                with(hinting(new ClientHints(null, null, null, TEXT, null, null), null)),
                with(hinting(new ClientHints(null, null, null, null, TEXT, null), null)),
                with(hinting(new ClientHints(null, null, null, null, null, TEXT), null)),
                with(hinting(null, TEXT)),
                with(SampleHits.VISITOR.withCountry(TEXT)),
                with(TrackedEvent.named("e").category(TEXT)),
                with(TrackedEvent.named("e").label(TEXT)),
                with(TrackedEvent.named("e").property("note", TEXT)),
                with(TrackedEvent.named("e").property(TEXT, true)),
                with(new Campaign(TEXT, null, null, null, null, null, null, null)),
                with(new Campaign(null, null, null, null, null, null, "gclid", TEXT)));
    }

    private static Page page(String path, String title, String referrer, String query) {
        return new Page("https", "h", path, title, referrer, query);
    }

    private static Visitor visitor(String userAgent, String userId) {
        return new Visitor(SampleHits.CLIENT, null, null, userAgent, null, Consent.UNASKED, userId, Map.of());
    }

    private static Visitor hinting(ClientHints hints, String screen) {
        return Visitor.builder(SampleHits.CLIENT).hints(hints).screen(screen).build();
    }

    private static Hit with(Page page) {
        return with(page, null, null, null);
    }

    private static Hit with(Visitor visitor) {
        return with(SampleHits.minimal().page(), visitor, null, null);
    }

    private static Hit with(TrackedEvent event) {
        return with(SampleHits.minimal().page(), null, event, null);
    }

    private static Hit with(Campaign campaign) {
        return with(SampleHits.minimal().page(), null, null, campaign);
    }

    private static Hit with(Page page, Visitor visitor, TrackedEvent event, Campaign campaign) {
        return new Hit(SampleHits.ID, SampleHits.TIME, null, page, visitor, event, null, campaign);
    }
}
