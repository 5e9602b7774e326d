// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.store.RandomHits;
import dev.sidetrack.store.TermKind;
import dev.sidetrack.store.TestStore;
import org.junit.jupiter.api.Test;

class ConditionsTest {

    @Test
    void contains_inMoreValuesThanAreLookedFor_isSaidToBeInexact() {
        var store = TestStore.on("h2");
        store.send(new RandomHits(4, TestStore.NOW, 2).visits(5));
        store.rollUp();
        var query = TestStore.ALL.filter(Filter.contains(Dimension.PAGE, "scan"));
        assertThat(store.stats().totals(query).exact()).isTrue();
        store.update(
                "insert into sidetrack.term (kind, hash, name) select ?, random_uuid(), '/scan/' || x"
                        + " from system_range(1, ?)",
                TermKind.PATH.code(),
                Conditions.MOST_MATCHES + 1);
        assertThat(store.stats().totals(query).exact()).isFalse();
        assertThat(store.stats().totals(query.exact()).exact()).isTrue();
    }
}
