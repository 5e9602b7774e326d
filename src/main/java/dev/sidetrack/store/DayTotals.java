// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Totals by day and facet from another analytics system, added up as they are read. */
final class DayTotals {

    private static final long MICROS_PER_SECOND = 1_000_000;

    private final Map<LocalDate, Map<Of, Sums>> days = new TreeMap<>();

    /** The totals of this day, facet and name; an empty name means "unknown". */
    Sums of(LocalDate day, Facet facet, String name) {
        return days.computeIfAbsent(day, any -> new LinkedHashMap<>())
                .computeIfAbsent(new Of(facet, Term.of(facet.kind(), name)), any -> new Sums());
    }

    /** All totals, oldest day first. */
    Map<LocalDate, Map<Of, Sums>> days() {
        return days;
    }

    /**
     * What totals are about.
     *
     * @param facet what they are listed by
     * @param term the value; {@code null} if it is unknown, and for the facet that holds everything
     */
    record Of(Facet facet, Term term) {

        Of {
            term = facet == Facet.ALL ? null : term;
        }
    }

    /** Running totals. */
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

        /** Adds to the duration of visits. */
        Sums seconds(long more) {
            seconds += more;
            return this;
        }

        /** Values in the order of the columns of {@code imported_day}, starting with {@code visitors}. */
        Object[] row(int site, LocalDate day, Facet facet, int term) {
            return new Object[] {
                site, day, facet.code(), term, visitors, visits, views, events, bounces, seconds * MICROS_PER_SECOND
            };
        }
    }
}
