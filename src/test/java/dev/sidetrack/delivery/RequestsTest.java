// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.SampleHits;
import dev.sidetrack.Visitor;
import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Limits.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestsTest {

    private final FakeProvider provider = new FakeProvider();

    @Test
    void cut_noLimits_isOneRequest() {
        var hits = hits("/a", "/b", "/c");
        assertThat(CutHits.by(hits, provider)).containsExactly(hits);
    }

    @ParameterizedTest
    @CsvSource({"1, 1-1-1-1-1-1-1", "2, 2-2-2-1", "3, 3-3-1", "6, 6-1", "7, 7", "8, 7"})
    void cut_mostHits_cutsSoMany(int most, String sizes) {
        provider.limits = Limits.NONE.hits(most);
        assertThat(sizes(hits("/1", "/2", "/3", "/4", "/5", "/6", "/7"))).isEqualTo(sizes);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 1-1-1-1-1", // less than any of them takes
        "5, 1-1-1-1-1",
        "9, 1-1-1-1-1",
        "10, 2-2-1",
        "14, 2-2-1",
        "15, 3-2",
        "24, 4-1",
        "25, 5"
    })
    void cut_mostBytes_cutsBeforeTheyAreExceeded(int most, String sizes) {
        provider.limits = Limits.NONE.bytes(most);
        assertThat(sizes(hits("/aaaa", "/bbbb", "/cccc", "/dddd", "/eeee"))).isEqualTo(sizes);
    }

    @Test
    void cut_oneTooLargeAmongSmall_isAlone() {
        provider.limits = Limits.NONE.bytes(10);
        assertThat(sizes(hits("/1", "/2", "/" + "x".repeat(50), "/3", "/4"))).isEqualTo("2-1-2");
    }

    @Test
    void cut_hitsAndBytes_cutsAtWhicheverIsFirst() {
        provider.limits = Limits.NONE.hits(3).bytes(6);
        assertThat(sizes(hits("/1", "/2", "/3", "/4", "/five", "/6", "/7"))).isEqualTo("3-1-1-2");
    }

    @Test
    void cut_veryLargeHits_doNotOverflow() {
        provider.limits = Limits.NONE.bytes(Integer.MAX_VALUE - 1);
        provider.bytes = hit -> Integer.MAX_VALUE;
        assertThat(CutHits.by(hits("/1", "/2", "/3"), provider)).hasSize(3);
    }

    @Test
    void cut_bytesWithoutLimit_areNotAsked() {
        assertThat(CutHits.by(List.of(SampleHits.minimal()), provider)).hasSize(1);
    }

    @Test
    void cut_bySite_groupsWhateverTheOrder() {
        provider.limits = Limits.NONE.scope(Scope.SITE);
        var a1 = hit("a", "x", "/1");
        var b = hit("b", "x", "/2");
        var a2 = hit("a", "y", "/3");
        var none1 = hit(null, "x", "/4");
        var none2 = hit(null, null, "/5");
        assertThat(CutHits.by(List.of(a1, b, a2, none1, none2), provider))
                .containsExactly(List.of(a1, a2), List.of(b), List.of(none1, none2));
    }

    @Test
    void cut_byVisitor_groupsThoseOfOneSite() {
        provider.limits = Limits.NONE.scope(Scope.VISITOR).hits(2);
        var x1 = hit("a", "x", "/1");
        var y = hit("a", "y", "/2");
        var x2 = hit("a", "x", "/3");
        var xElsewhere = hit("b", "x", "/4");
        var x3 = hit("a", "x", "/5");
        var nobody = hit("a", null, "/6");
        assertThat(CutHits.by(List.of(x1, y, x2, xElsewhere, x3, nobody), provider))
                .containsExactly(List.of(x1, x2), List.of(x3), List.of(y), List.of(xElsewhere), List.of(nobody));
    }

    private String sizes(List<Hit> hits) {
        var requests = CutHits.by(hits, provider);
        assertThat(requests.stream().flatMap(List::stream)).containsExactlyElementsOf(hits);
        return String.join(
                "-",
                requests.stream().map(request -> String.valueOf(request.size())).toList());
    }

    private static List<Hit> hits(String... paths) {
        return Stream.of(paths).map(SampleHits::of).toList();
    }

    private static Hit hit(String site, String client, String path) {
        var visitor = client == null ? null : new Visitor(client, null, null, null, null, Consent.UNASKED);
        return new Hit(
                SampleHits.ID,
                SampleHits.TIME,
                site,
                new Page("https", "shop.example", path, null, null),
                visitor,
                null,
                null);
    }
}
