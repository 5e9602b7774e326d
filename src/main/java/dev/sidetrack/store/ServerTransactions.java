// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * JTA transactions of the server, separate from the caller's: the data source need not support XA, and a failing
 * database must not roll back the transaction that puts the batch back on the queue.
 */
@ApplicationScoped
public class ServerTransactions implements Transactions {

    @Override
    @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
    public <T> T work(DataSource source, Work<T> work) throws SQLException {
        try (var connection = source.getConnection()) {
            return work.on(connection);
        }
    }
}
