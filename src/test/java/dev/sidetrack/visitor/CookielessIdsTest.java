// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Session;
import dev.sidetrack.config.SettingsOf;
import java.util.HashSet;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CookielessIdsTest {

    private static final long DAY = 86_400;
    private static final long MIDNIGHT = 20_517 * DAY;
    private static final long NOON = MIDNIGHT + DAY / 2;

    private final CookielessIds ids = new CookielessIds(SettingsOf.nothing());

    @Test
    void id_sameDay_isTheSame() {
        assertThat(id(ids, MIDNIGHT)).isEqualTo(id(ids, NOON)).isEqualTo(id(ids, MIDNIGHT + DAY - 1));
    }

    @Test
    void id_nextDay_isAnother() {
        assertThat(id(ids, MIDNIGHT - 1)).isNotEqualTo(id(ids, MIDNIGHT)).isNotEqualTo(id(ids, MIDNIGHT + DAY));
    }

    @Test
    void id_dayThatIsOver_isNeverComputedAgain() {
        var yesterday = id(ids, MIDNIGHT - 1);
        var today = id(ids, MIDNIGHT);
        // A request that began yesterday and is slow neither brings yesterday's key back nor takes today's away.
        assertThat(id(ids, MIDNIGHT - 1)).isEqualTo(today).isNotEqualTo(yesterday);
        assertThat(id(ids, MIDNIGHT)).isEqualTo(today);
    }

    @Test
    void id_anythingElseOfTheVisitor_isAnother() {
        var all = new HashSet<String>();
        all.add(ids.id("shop.example", "192.0.2.0", "Mozilla/5.0", NOON));
        all.add(ids.id("blog.example", "192.0.2.0", "Mozilla/5.0", NOON));
        all.add(ids.id("shop.example", "192.0.3.0", "Mozilla/5.0", NOON));
        all.add(ids.id("shop.example", "192.0.2.0", "Mozilla/5.1", NOON));
        all.add(ids.id("shop.example", null, "Mozilla/5.0", NOON));
        all.add(ids.id(null, null, null, NOON));
        assertThat(all).hasSize(6);
    }

    @Test
    void id_twoNodesWithTheSecret_agree() {
        var one = new CookielessIds(SettingsOf.one("sidetrack.secret", "s3cret"));
        var other = new CookielessIds(SettingsOf.one("sidetrack.secret", "s3cret"));
        var today = id(one, NOON);
        assertThat(today).isEqualTo(id(other, NOON));
        assertThat(id(one, NOON + DAY)).isEqualTo(id(other, NOON + DAY)).isNotEqualTo(today);
    }

    @Test
    void id_twoNodesWithoutOrWithOtherSecrets_differ() {
        assertThat(id(ids, NOON)).isNotEqualTo(id(new CookielessIds(SettingsOf.nothing()), NOON));
        assertThat(id(new CookielessIds(SettingsOf.one("sidetrack.secret", "one")), NOON))
                .isNotEqualTo(id(new CookielessIds(SettingsOf.one("sidetrack.secret", "two")), NOON));
    }

    @Test
    void session_sameHalfHour_isTheSame() {
        assertThat(ids.session(NOON)).isEqualTo(new Session(NOON, 1)).isEqualTo(ids.session(NOON + 1799));
        assertThat(ids.session(NOON + 1800)).isEqualTo(new Session(NOON + 1800, 1));
    }

    @Property(tries = 200)
    void id_anyText_isAVersion8UuidThatNoCookieHas(@ForAll String site, @ForAll String address, @ForAll String agent) {
        var id = ids.id(site, address, agent, NOON);
        var uuid = UUID.fromString(id);
        assertThat(uuid).hasToString(id);
        assertThat(uuid.version()).isEqualTo(8);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(VisitorCookie.isId(id)).isFalse();
    }

    private static String id(CookielessIds ids, long now) {
        return ids.id("shop.example", "192.0.2.0", "Mozilla/5.0", now);
    }
}
