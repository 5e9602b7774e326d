// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.SampleHits;
import dev.sidetrack.Session;
import dev.sidetrack.Visitor;
import dev.sidetrack.config.ProviderSettings;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestScopesTest {

    private static final Hit AT_HOME = hit("192.0.2.1", Consent.UNASKED, 1);
    private static final Hit NEXT_VISIT = hit("192.0.2.1", Consent.UNASKED, 2);
    private static final Hit ON_THE_WAY = hit("198.51.100.2", Consent.UNASKED, 2);
    private static final Hit DENIED = hit("198.51.100.2", Consent.DENIED, 2);

    @Test
    void cut_oneVisitorWhoChanges_saysNothingOfOneHitForAnother() {
        assertThat(cut(Limits.Scope.VISITOR, AT_HOME, ON_THE_WAY, NEXT_VISIT, DENIED))
                .containsExactly(List.of(AT_HOME, NEXT_VISIT), List.of(ON_THE_WAY), List.of(DENIED));
    }

    @Test
    void cut_oneVisitorWithFurtherIds_isApartFromTheSameWithout() {
        var signedIn = hit("user-7", Map.of());
        var knownToGoogle = hit("user-7", Map.of("_ga", "123.456"));
        assertThat(cut(Limits.Scope.VISITOR, AT_HOME, signedIn, knownToGoogle, signedIn, AT_HOME))
                .containsExactly(List.of(AT_HOME, AT_HOME), List.of(signedIn, signedIn), List.of(knownToGoogle));
    }

    @Test
    void cut_hitsOfNobody_areApartFromThoseOfVisitors() {
        var nobodys = SampleHits.minimal();
        assertThat(cut(Limits.Scope.VISITOR, nobodys, AT_HOME, nobodys))
                .containsExactly(List.of(nobodys, nobodys), List.of(AT_HOME));
    }

    @Test
    void cut_hitsOfOneSite_areTogether() {
        var ofShop = SampleHits.pageView();
        assertThat(cut(Limits.Scope.SITE, AT_HOME, ofShop, DENIED))
                .containsExactly(List.of(AT_HOME, DENIED), List.of(ofShop));
    }

    private static List<List<Hit>> cut(Limits.Scope scope, Hit... hits) {
        return CutHits.by(List.of(hits), new Scoped(scope));
    }

    private static Hit hit(String address, Consent consent, int visit) {
        var visitor = new Visitor(SampleHits.CLIENT, new Session(visit, visit), address, "Agent", "de", consent);
        return new Hit(SampleHits.ID, SampleHits.TIME, null, SampleHits.PAGE, visitor, null, null);
    }

    private static Hit hit(String userId, Map<String, String> aliases) {
        var visitor = new Visitor(
                SampleHits.CLIENT, new Session(1, 1), "192.0.2.1", "Agent", "de", Consent.UNASKED, userId, aliases);
        return new Hit(SampleHits.ID, SampleHits.TIME, null, SampleHits.PAGE, visitor, null, null);
    }

    private record Scoped(Limits.Scope scope) implements Provider {

        @Override
        public void configure(ProviderSettings settings) {
            // Nothing can be set.
        }

        @Override
        public Limits limits() {
            return Limits.NONE.scope(scope);
        }

        @Override
        public List<Outcome> send(List<Hit> hits) {
            return Outcome.forAll(hits, Outcome.ACCEPTED);
        }
    }
}
