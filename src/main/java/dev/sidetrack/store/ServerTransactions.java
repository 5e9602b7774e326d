// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Transactions of the server's own. They are new ones: no XA is asked of the data source beside the queue's, and a
 * database that fails must not doom the transaction in which the batch is put back.
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
