// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Texts;
import dev.sidetrack.spi.Outcome;
import java.sql.SQLException;
import java.util.Set;

/**
 * Interprets a database error by its SQLState (the first two characters are the class, see SQL:2016 and appendix A of
 * PostgreSQL; five digits from 90000 on are H2's own).
 */
final class SqlFailure {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String DISK_FULL = "53100";
    private static final String AWAY = "08";
    private static final String H2_NO_RIGHTS = "90096";
    private static final String H2_NO_ADMINISTRATOR = "90040";
    private static final String H2_READ_ONLY = "90097";
    private static final String H2_NO_SCHEMA = "90079";
    private static final Set<String> H2_STOPS = Set.of(H2_NO_RIGHTS, H2_NO_ADMINISTRATOR, H2_READ_ONLY, H2_NO_SCHEMA);
    private static final String H2_READS_OR_WRITES_NO_FILE = "90028";
    private static final String H2_READS_OR_WRITES_NO_FILE_AT = "90031";
    /** H2's codes for a broken connection, a closed database and one that another process has opened. */
    private static final Set<String> H2_AWAY = Set.of("90067", "90098", "90121", "90020");

    private SqlFailure() {}

    /** The outcome of hits that could not be written. */
    static Outcome outcome(SQLException failure) {
        var state = state(failure);
        if (H2_STOPS.contains(state)) {
            return stop(failure);
        }
        return switch (classOf(state)) {
            case "42", "28", "3F", "3D", "25", "0A" -> stop(failure);
            // Two writers added the same row: the retry will find it.
            case "22", "23" ->
                isDuplicate(failure)
                        ? Outcome.retry("a concurrent write got there first (SQLState 23505)", null)
                        : Outcome.refused("the database rejected the hit (SQLState " + state + ")");
            default -> Outcome.retry(trouble(state), null);
        };
    }

    /** A sentence for the operator, without any data of a hit. */
    static String sentence(SQLException failure) {
        var outcome = outcome(failure);
        if (outcome instanceof Outcome.Stop stop) {
            return stop.reason();
        }
        return outcome instanceof Outcome.Retry retry ? retry.reason() : trouble(state(failure));
    }

    /** Whether another writer has added the same row first. */
    static boolean isDuplicate(SQLException failure) {
        return state(failure).equals(UNIQUE_VIOLATION);
    }

    private static String trouble(String state) {
        return switch (state) {
            case DISK_FULL -> "the database's disk is full (SQLState 53100): free space on it";
            case H2_READS_OR_WRITES_NO_FILE, H2_READS_OR_WRITES_NO_FILE_AT ->
                "the database cannot use its files (SQLState " + state
                        + "): free space on its disk, and check their permissions";
            default ->
                troubleOfClass(H2_AWAY.contains(state) ? AWAY : classOf(state)) + " (SQLState "
                        + (state.isEmpty() ? "unknown" : state) + ")";
        };
    }

    private static String troubleOfClass(String known) {
        return switch (known) {
            case AWAY -> "the database is unreachable";
            case "53" -> "the database is short of resources";
            case "57" -> "the database is stopping or cancelled the statement";
            default -> "the database failed";
        };
    }

    private static Outcome stop(SQLException failure) {
        if (failure instanceof NewerSchemaException) {
            return Outcome.stop(failure.getMessage());
        }
        var state = state(failure);
        var remedy =
                switch (state) {
                    case "42501", H2_NO_RIGHTS, H2_NO_ADMINISTRATOR ->
                        "grant the data source's user all rights on the schema and its tables, or, for a first start, "
                                + "the right to create schemas";
                    case "42P01", "42S02", "42S03", "42S04" ->
                        "a table is missing; restore it from a backup, or drop the whole schema "
                                + "and restart, which recreates it without its hits";
                    case "3F000", H2_NO_SCHEMA ->
                        "the schema is missing; restore it from a backup, or restart, "
                                + "which recreates it without its hits";
                    case "25006", H2_READ_ONLY ->
                        "the data source leads to a read-only database; name the one to write to";
                    default ->
                        state.startsWith("28")
                                ? "correct the data source's user and password"
                                : "check the data source, its user's rights and the schema";
                };
        return Outcome.stop(
                "the database rejected the statement (SQLState " + state + ", " + firstLine(failure) + "): " + remedy);
    }

    /** Messages of these classes name tables and users, never values. */
    private static String firstLine(SQLException failure) {
        var message = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        // H2 adds the statement.
        var statement = message.indexOf("; SQL statement");
        return Texts.printable(statement < 0 ? message : message.substring(0, statement));
    }

    private static String classOf(String state) {
        return state.length() < 2 ? "" : state.substring(0, 2);
    }

    private static String state(SQLException failure) {
        // A batch may have no state of its own; its cause or next exception has one.
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SQLException known && known.getSQLState() != null) {
                return known.getSQLState();
            }
        }
        return failure.getNextException() == null ? "" : state(failure.getNextException());
    }
}
