package dev.sidetrack.storage;

import dev.sidetrack.Tracker;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** Orders in a table beside the hits; each is tracked durably in the transaction that inserts it. */
@ApplicationScoped
public class Orders {

    /** The name of each order's event. */
    public static final String EVENT = "order-in-a-table";

    @Inject
    Tracker tracker;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transaction;

    @Transactional(rollbackOn = SQLException.class)
    public void place(DataSource database, boolean rollBack) throws SQLException {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into placed_order (id) values (?)")) {
            insert.setObject(1, UUID.randomUUID());
            insert.executeUpdate();
        }
        tracker.event(EVENT).durable().track();
        if (rollBack) {
            transaction.setRollbackOnly();
        }
    }
}
