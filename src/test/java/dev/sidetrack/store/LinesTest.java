// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void packed_noLines_isEmpty() {
        assertThat(new Lines().packed()).isEmpty();
    }

    @Test
    void packed_lineOfOneView_hasFewBytes() {
        var lines = lines(100, 1, 0);
        lines.byTerm().get(100).addBar(7, 1);
        assertThat(lines.packed()).hasSizeLessThan(12);
    }

    @Property(tries = 200)
    void add_whatWasPacked_isTheSame(
            @ForAll @Size(max = 20) Map<@IntRange Integer, @LongRange Long> visits,
            @ForAll @DoubleRange(min = -1e300, max = 1e300) double amount,
            @ForAll @IntRange(max = ServerTimes.BARS - 1) int bar) {
        var lines = new Lines();
        visits.forEach((term, count) -> {
            lines.add(lines(term, count, term % 2 == 0 ? 0 : amount).packed());
            if (term % 3 == 0) {
                lines.byTerm().get(term).addBar(bar, count);
            }
        });
        var read = new Lines();
        read.add(lines.packed());
        assertThat(read.byTerm()).usingRecursiveComparison().isEqualTo(lines.byTerm());
    }

    @Test
    void add_twoLists_isTheirSum() {
        var lines = lines(5, 1, 0.5);
        lines.add(lines(5, 200, 0).packed());
        lines.add(lines(6, 3, 1).packed());
        assertThat(lines.byTerm().get(5).visits()).isEqualTo(201);
        assertThat(lines.byTerm().get(5).amount()).isEqualTo(0.5);
        assertThat(lines.byTerm().get(6).visits()).isEqualTo(3);
    }

    /** Lines of one term, all numbers of which say which one they are. */
    private static Lines lines(int term, long visits, double amount) {
        var lines = new Lines();
        var line = new Line();
        line.visits = visits;
        line.views = visits / 2;
        line.events = visits / 3;
        line.bounces = visits / 5;
        line.lasted = visits;
        line.amount = amount;
        lines.byTerm().put(term, line);
        return lines;
    }
}
