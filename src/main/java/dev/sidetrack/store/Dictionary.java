// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The numbers that stand for texts and for combinations of texts. New ones are written in a transaction of their own,
 * so that a number which a row refers to is never lost; recently used ones are cached here.
 */
final class Dictionary {

    private static final int REMEMBERED = 50_000;

    private final Database database;
    private final Dialect dialect;
    private final DailyLimits caps;
    private final Map<Object, Integer> known = Collections.synchronizedMap(new LinkedHashMap<>(1_024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Integer> eldest) {
            return size() > REMEMBERED;
        }
    });

    Dictionary(Database database, Dialect dialect, DailyLimits caps) {
        this.database = database;
        this.dialect = dialect;
        this.caps = caps;
    }

    /** The numbers of all texts in these hits. */
    Numbers numbers(List<StoredHit> hits) throws SQLException {
        var numbers = new HashMap<Object, Integer>();
        var unknown = new LinkedHashMap<Term, String>();
        for (var hit : hits) {
            hit.terms().forEach(term -> look(term, hit.site().name(), numbers, unknown));
            for (var combination : List.of(hit.origin(), hit.client())) {
                var number = known.get(combination);
                if (number != null) {
                    numbers.put(combination, number);
                } else {
                    combination.terms().stream()
                            .filter(term -> term != null)
                            .forEach(term -> look(term, hit.site().name(), numbers, unknown));
                }
            }
        }
        if (!unknown.isEmpty()) {
            numbers.putAll(learn(unknown));
        }
        var combinations = new LinkedHashSet<Combination>();
        hits.forEach(hit -> combinations.addAll(List.of(hit.origin(), hit.client())));
        combinations.removeIf(numbers::containsKey);
        if (!combinations.isEmpty()) {
            numbers.putAll(combine(combinations, numbers));
        }
        return new Numbers(numbers);
    }

    /** The numbers of these texts, which count towards this site's daily limit. */
    Map<Term, Integer> numbers(Collection<Term> terms, String site) throws SQLException {
        var unknown = new LinkedHashMap<Term, String>();
        terms.forEach(term -> unknown.put(term, site));
        return learn(unknown);
    }

    /** Clears the cache. */
    void forget() {
        known.clear();
    }

    private void look(Term term, String site, Map<Object, Integer> numbers, Map<Term, String> unknown) {
        var number = known.get(term);
        if (number != null) {
            numbers.put(term, number);
        } else {
            unknown.putIfAbsent(term, site);
        }
    }

    private Map<Term, Integer> learn(Map<Term, String> unknown) throws SQLException {
        var found = database.write(session -> find(session, unknown.keySet()));
        if (found.size() < unknown.size()) {
            var wanted = new HashMap<Term, Term>();
            unknown.forEach((term, site) -> {
                if (!found.containsKey(term)) {
                    wanted.put(term, caps.admits(site, term.kind()) ? term : new Term(term.kind(), DailyLimits.OTHER));
                }
            });
            var added = database.write(session -> add(session, new LinkedHashSet<>(wanted.values())));
            known.putAll(added);
            wanted.forEach((term, kept) -> found.put(term, added.get(kept)));
            wanted.forEach((term, kept) -> {
                if (term.equals(kept)) {
                    known.put(term, added.get(kept));
                }
            });
        }
        return found;
    }

    /** The numbers of the texts that are already in the database. */
    Map<Term, Integer> find(Session session, Collection<Term> terms) throws SQLException {
        var byHash = new HashMap<String, Term>();
        terms.forEach(term -> byHash.put(term.kind().code() + " " + term.hash(), term));
        var numbers = new HashMap<Term, Integer>();
        session.list(
                "select id, kind, hash from sidetrack.term where hash in (select * from unnest(cast(? as uuid array)))",
                row -> {
                    var term = byHash.get(row.getInt(2) + " " + row.getObject(3, UUID.class));
                    return term == null ? null : numbers.put(term, row.getInt(1));
                },
                Session.uuids(terms.stream().map(Term::hash).toList()));
        known.putAll(numbers);
        return numbers;
    }

    private Map<Term, Integer> add(Session session, Set<Term> terms) throws SQLException {
        lock(session);
        var present = find(session, terms);
        var rows = new ArrayList<Object[]>();
        terms.stream()
                .filter(term -> !present.containsKey(term))
                .forEach(term -> rows.add(new Object[] {term.kind().code(), term.hash(), term.name()}));
        session.batch("insert into sidetrack.term (kind, hash, name) values (?, ?, ?)", rows);
        return find(session, terms);
    }

    private Map<Combination, Integer> combine(Set<Combination> combinations, Map<Object, Integer> numbers)
            throws SQLException {
        var all = new HashMap<Combination, Integer>();
        for (var table : Combination.Table.values()) {
            var ofTable =
                    combinations.stream().filter(each -> each.table() == table).toList();
            if (!ofTable.isEmpty()) {
                all.putAll(database.write(session -> combine(session, table, ofTable, numbers)));
            }
        }
        known.putAll(all);
        return all;
    }

    private Map<Combination, Integer> combine(
            Session session, Combination.Table table, List<Combination> combinations, Map<Object, Integer> numbers)
            throws SQLException {
        // Looked up by the numbers of its texts, not by the texts: some may have become "(other)".
        var byRow = new LinkedHashMap<Combination, List<Integer>>();
        combinations.forEach(each -> byRow.put(
                each,
                each.terms().stream()
                        .map(term -> term == null ? 0 : numbers.get(term))
                        .toList()));
        lock(session);
        var present = find(session, table, byRow.values());
        var rows = new LinkedHashMap<List<Integer>, Object[]>();
        byRow.values().stream().filter(row -> !present.containsKey(row)).forEach(row -> {
            var values = new ArrayList<Object>(row);
            values.add(0, Term.hash(row.toString()));
            rows.put(row, values.toArray());
        });
        session.batch(table.insert(), rows.values());
        var found = find(session, table, byRow.values());
        var result = new HashMap<Combination, Integer>();
        byRow.forEach((combination, row) -> result.put(combination, found.get(row)));
        return result;
    }

    private static Map<List<Integer>, Integer> find(
            Session session, Combination.Table table, Collection<List<Integer>> rows) throws SQLException {
        var byHash = new HashMap<UUID, List<Integer>>();
        rows.forEach(row -> byHash.put(Term.hash(row.toString()), row));
        var numbers = new HashMap<List<Integer>, Integer>();
        session.list(
                "select id, hash from sidetrack." + table.table()
                        + " where hash in (select * from unnest(cast(? as uuid array)))",
                row -> numbers.put(byHash.get(row.getObject(2, UUID.class)), row.getInt(1)),
                Session.uuids(byHash.keySet()));
        return numbers;
    }

    /** Writers take turns, because of two that add the same text one would fail; new texts are rare. */
    private void lock(Session session) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            session.run("lock table sidetrack.term in share row exclusive mode");
        } else {
            session.list("select name from sidetrack.lease where name = 'write' for update", row -> 1);
        }
    }

    /** The numbers of the texts in some hits. */
    static final class Numbers {

        private final Map<Object, Integer> numbers;

        private Numbers(Map<Object, Integer> numbers) {
            this.numbers = numbers;
        }

        /** The term's number; 0 for none. */
        int of(Term term) {
            return term == null ? 0 : numbers.get(term);
        }

        /** The term's number; {@code null} for none. */
        Integer orNull(Term term) {
            return term == null ? null : numbers.get(term);
        }

        int of(Combination combination) {
            return numbers.get(combination);
        }
    }
}
