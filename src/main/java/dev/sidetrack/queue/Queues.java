// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.List;

/**
 * The two queues, and the session in which they are used.
 *
 * @param jms the session; whoever hands it out commits it
 * @param hits where batches wait
 * @param deadLetters where those wait that were given up
 */
public record Queues(JMSContext jms, Queue hits, Queue deadLetters) {

    /** Puts these batches onto the queue, persistently as is JMS's default. */
    void send(List<Batch> batches) {
        for (var batch : batches) {
            BatchMessage.properties(jms.createProducer(), batch).send(hits, batch.text());
        }
    }
}
