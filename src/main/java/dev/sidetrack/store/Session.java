// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Runs statements on a connection in a transaction. Statements use the schema name {@code sidetrack}, which is replaced
 * by the configured one.
 */
public final class Session {

    private static final String SCHEMA = "sidetrack";

    private final Connection connection;
    private final String schema;
    private final int seconds;

    Session(Connection connection, String schema, int seconds) {
        this.connection = connection;
        this.schema = schema;
        this.seconds = seconds;
    }

    /** The rows of a query's result. */
    public <T> List<T> list(String sql, RowReader<T> reader, Object... values) throws SQLException {
        try (var statement = prepare(sql, values);
                var rows = statement.executeQuery()) {
            var list = new ArrayList<T>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        }
    }

    /** The first row of a query's result, or {@code null}. */
    public <T> T one(String sql, RowReader<T> reader, Object... values) throws SQLException {
        var rows = list(sql, reader, values);
        return rows.isEmpty() ? null : rows.get(0);
    }

    /** Streams the rows of a query's result to a reader. */
    public void each(String sql, int fetch, RowVisitor visitor, Object... values) throws SQLException {
        try (var statement = prepare(sql, values)) {
            statement.setFetchSize(fetch);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows);
                }
            }
        }
    }

    /** Runs an update and returns how many rows it changed. */
    public int update(String sql, Object... values) throws SQLException {
        try (var statement = prepare(sql, values)) {
            return statement.executeUpdate();
        }
    }

    /** Runs the same statement once for each set of values. */
    void batch(String sql, Collection<Object[]> many) throws SQLException {
        if (many.isEmpty()) {
            return;
        }
        try (var statement = prepare(sql)) {
            for (var values : many) {
                bind(statement, values);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** Runs statements that have neither values nor results. */
    void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds);
            statement.execute(inSchema(sql));
        }
    }

    /** A statement with its values, for callers that read several results. */
    PreparedStatement prepare(String sql, Object... values) throws SQLException {
        var statement = connection.prepareStatement(inSchema(sql));
        try {
            statement.setQueryTimeout(seconds);
            bind(statement, values);
            return statement;
        } catch (SQLException | RuntimeException failed) {
            statement.close();
            throw failed;
        }
    }

    /** The connection itself. */
    Connection connection() {
        return connection;
    }

    /** The schema that holds the tables. */
    String schema() {
        return schema;
    }

    /** These whole numbers as a single array value. */
    public static Array ints(Collection<Integer> values) {
        return new Array("int4", values.toArray());
    }

    /** These ids as a single array value. */
    static Array uuids(Collection<UUID> values) {
        return new Array("uuid", values.toArray());
    }

    /** The time as JDBC takes it. */
    static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** A time of a row. */
    public static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A day of a row. */
    public static LocalDate day(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    private String inSchema(String sql) {
        return schema.equals(SCHEMA) ? sql : sql.replace(SCHEMA + ".", schema + ".");
    }

    private void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            var value = values[i];
            if (value instanceof Array array) {
                statement.setArray(i + 1, connection.createArrayOf(array.type(), array.values()));
            } else {
                statement.setObject(i + 1, value instanceof Instant time ? time(time) : value);
            }
        }
    }

    /**
     * Many values as a single array value.
     *
     * @param type PostgreSQL's name for their type
     * @param values the values
     */
    public record Array(String type, Object[] values) {}

    /**
     * Maps a row to a value.
     *
     * @param <T> the type of the value
     */
    public interface RowReader<T> {
        /** Reads the row; the first column is 1. */
        T read(ResultSet row) throws SQLException;
    }

    /** Looks at a row. */
    public interface RowVisitor {
        /** Reads the row; the first column is 1. */
        void visit(ResultSet row) throws SQLException;
    }
}
