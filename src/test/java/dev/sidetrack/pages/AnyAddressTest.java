// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.HitOutcomes;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.store.RandomHits;
import dev.sidetrack.store.TestStore;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an address asks for, a database answers it or the reader is told what is wrong with it. */
class AnyAddressTest {

    private static final List<String> PATHS = List.of(
            "",
            "/page",
            "/event",
            "/rising",
            "/slowest",
            "/page.csv",
            "/rising.csv",
            "/goals.csv",
            "/server-time.csv",
            "/hours.csv",
            "/series.csv",
            "/totals.csv",
            "/funnel.csv",
            "/live",
            "/live/events",
            "/notes",
            "/shares",
            "/api/totals",
            "/api/series",
            "/api/top",
            "/api/live",
            "/nothing",
            "/.csv");
    private static final List<String> QUERIES = List.of(
            "from=2000-01-01&to=2000-01-02",
            "from=2000-01-01&to=2999-12-31",
            "to=2999-12-31",
            "from=2999-12-31&to=2999-12-31",
            "to=2000-01-01",
            "to=-999999999-01-01",
            "from=%2B999999999-12-31",
            "from=2000-01-01&to=2026-11-26&compare=year",
            "from=2025-10-01&to=2026-11-04&by=hour",
            "from=2026-01-01&to=2026-11-26&by=hour&f=page:is:/cart",
            "by=hour&from=2025-01-01&to=2026-11-26",
            "by=month&from=2000-01-01&to=2028-01-01",
            "by=week&from=2000-01-01&to=2028-01-01",
            "by=page&offset=2147483647&limit=10000",
            "offset=2147483547",
            "offset=2147483647",
            "offset=x",
            "goals=funnel&step=/&step=/&step=/&step=/&step=/&step=/&step=/",
            "goals=funnel&step=/&step=event:",
            "goals=funnel&step=%00&step=event:%00",
            "goals=revenue&time=trend&places=language&pages=rising",
            "search=%00",
            "by=page&search=%00",
            "by=page&search=%25_%5C'%22",
            "site=%00",
            "site=nobody",
            "exact=maybe",
            "mine=maybe",
            "mine=true",
            "f=page:is:%00",
            "f=page:is:",
            "f=event:not:",
            "f=page:in:,",
            "f=page:contains:",
            "f=page:contains:%25&f=event:contains:'",
            "fd=page&fm=is&fv=%00",
            "fd=page&fv=x",
            "fv=x",
            "done=x",
            "=",
            "&&&",
            "%00=%00",
            "metric=duration&period=12mo",
            "limit=0",
            "path=%00&event=%00&visitor=%00");

    private static final int EVERY = 9;

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void address_ofAnyKind_neverFails(String database) throws IOException {
        var store = TestStore.on(database);
        store.send(new RandomHits(3, TestStore.NOW, 3).visits(10));
        store.rollUp();
        var pages = SamplePages.of(
                SettingsOf.one("sidetrack.stats.open-on-loopback", "true"),
                store.stats(),
                new HitOutcomes(),
                Clock.fixed(TestStore.NOW, ZoneOffset.UTC));
        for (var i = 0; i < PATHS.size(); i++) {
            // All pairs take minutes; among the unit tests each address and each query is asked a few times.
            for (var j = TestStore.FEW ? i % EVERY : 0; j < QUERIES.size(); j += TestStore.FEW ? EVERY : 1) {
                var path = PATHS.get(i);
                var query = QUERIES.get(j);
                var asked = new Asked(path).locally().query(query).of(pages);
                assertThat(asked.status)
                        .as(path + '?' + query + ": " + asked.text())
                        .isIn(200, 303, 400, 404);
            }
        }
    }
}
