// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import dev.sidetrack.config.Shared;
import dev.sidetrack.queue.QueueRefusedException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/**
 * The server's JTA transactions. A commit that fails throws what no method declares, such as a
 * {@code RollbackException}: only {@link ServerQueue}, which expects that, is to call these.
 */
@Shared
public class ServerTransactions {

    /** In a transaction of its own. */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T ofItsOwn(Supplier<T> work) {
        return work.get();
    }

    /** In the caller's transaction, which goes on if the queue refuses, or in one of its own where there is none. */
    @Transactional(value = TxType.REQUIRED, dontRollbackOn = QueueRefusedException.class)
    public void joined(Runnable work) {
        work.run();
    }
}
