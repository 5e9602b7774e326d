// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import dev.sidetrack.store.Session;
import dev.sidetrack.store.TermKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A part of a sorted list; equal lines are sorted by name. */
final class Ranking {

    private Ranking() {}

    /** The part of those terms, all of one kind, that contain the text searched for. */
    static <T> Part<Named<T>> part(
            Session session, Map<Integer, T> byTerm, Comparator<T> order, TermKind kind, Slice slice)
            throws SQLException {
        if (slice.search() != null) {
            byTerm.keySet().retainAll(Terms.containing(session, kind, slice.search()));
        }
        return new Part<>(rows(session, byTerm, order, slice.offset(), slice.limit()), byTerm.size());
    }

    /** Looks up only the names of terms that are in the part or equal to one in it. */
    private static <T> List<Named<T>> rows(
            Session session, Map<Integer, T> byTerm, Comparator<T> order, int offset, int limit) throws SQLException {
        if (offset >= byTerm.size()) {
            return List.of();
        }
        var sorted = new ArrayList<>(byTerm.entrySet());
        sorted.sort(Map.Entry.comparingByValue(order));
        var from = offset;
        while (from > 0 && isSame(order, sorted, from - 1)) {
            from--;
        }
        var to = (int) Math.min(sorted.size(), (long) offset + limit);
        while (to < sorted.size() && isSame(order, sorted, to - 1)) {
            to++;
        }
        var near = sorted.subList(from, to);
        var names = Terms.names(session, near.stream().map(Map.Entry::getKey).toList());
        return near.stream()
                .map(each -> new Named<>(names.get(each.getKey()), each.getValue()))
                .sorted(Comparator.<Named<T>, T>comparing(Named::value, order).thenComparing(Named::name))
                .skip(offset - from)
                .limit(limit)
                .toList();
    }

    /** Whether the line at this position is equal to the next. */
    private static <T> boolean isSame(Comparator<T> order, List<Map.Entry<Integer, T>> sorted, int place) {
        return order.compare(sorted.get(place).getValue(), sorted.get(place + 1).getValue()) == 0;
    }

    /**
     * A term's name and value.
     *
     * @param name its name
     * @param value its value
     * @param <T> the type of the value
     */
    record Named<T>(String name, T value) {}
}
