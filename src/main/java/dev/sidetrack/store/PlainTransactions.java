// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;
import javax.sql.DataSource;

/** Plain JDBC transactions, for use without a server: on the command line and in tests. */
final class PlainTransactions implements Transactions {

    @Override
    public <T> T work(DataSource source, Work<T> work) throws SQLException {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error failed) {
                connection.rollback();
                throw failed;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
