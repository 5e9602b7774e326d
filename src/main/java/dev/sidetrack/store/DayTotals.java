// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Numbers by day and facet that somebody else has counted, added up as they come. */
final class DayTotals {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Map<LocalDate, Map<Of, Sums>> days = new TreeMap<>();

    /** The sums of that day, facet and name; a name that is empty stands for "not known". */
    Sums of(LocalDate day, Facet facet, String name) {
        return days.computeIfAbsent(day, any -> new LinkedHashMap<>())
                .computeIfAbsent(new Of(facet, Term.of(facet.kind(), name)), any -> new Sums());
    }

    /** All of them, the first day first. */
    Map<LocalDate, Map<Of, Sums>> days() {
        return days;
    }

    /**
     * What numbers are of.
     *
     * @param facet by what they are listed
     * @param term of which value; {@code null} where it is not known, and for the facet of everything
     */
    record Of(Facet facet, Term term) {

        Of {
            term = facet == Facet.ALL ? null : term;
        }
    }

    /** Sums that grow. */
    static final class Sums {

        private long visitors;
        private long visits;
        private long views;
        private long events;
        private long bounces;
        private long seconds;

        Sums visitors(long more) {
            visitors += more;
            return this;
        }

        Sums visits(long more) {
            visits += more;
            return this;
        }

        Sums views(long more) {
            views += more;
            return this;
        }

        Sums events(long more) {
            events += more;
            return this;
        }

        Sums bounces(long more) {
            bounces += more;
            return this;
        }

        /** How long visits lasted. */
        Sums seconds(long more) {
            seconds += more;
            return this;
        }

        /** In the order of the columns of {@code imported_day}, from {@code visitors} on. */
        Object[] row(int site, LocalDate day, Facet facet, int term) {
            return new Object[] {
                site, day, facet.code(), term, visitors, visits, views, events, bounces, seconds * MICROS_PER_SECOND
            };
        }
    }
}
