// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonReader;
import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the broker how it treats the queue of hits, and warns of what would lose hits or hold them up. */
final class BrokerWatch {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final int FEW_ATTEMPTS = 100;

    private final Question question;

    BrokerWatch(Question question) {
        this.question = question;
    }

    void ask() {
        try {
            var settings = question.addressSettings();
            if (settings == null) {
                LOG.log(
                        Level.INFO,
                        "Reading the broker's address settings failed: make sure that the queue of hits"
                                + " pages to disk (address-full-policy PAGE).");
            } else {
                complaints(settings).forEach(complaint -> LOG.log(Level.WARNING, Texts.printable(complaint)));
            }
        } catch (JMSException | RuntimeException untold) {
            LOG.log(
                    Level.INFO,
                    "Reading the broker's address settings failed ({0}): make sure that the queue of hits"
                            + " pages to disk (address-full-policy PAGE).",
                    Texts.printable(untold.toString()));
        }
    }

    /** What should be otherwise in these settings of Artemis. */
    static List<String> complaints(String json) {
        var complaints = new ArrayList<String>();
        if (new JsonReader(json).value() instanceof Map<?, ?> settings) {
            var policy = settings.get("addressFullMessagePolicy");
            if (policy != null && !"PAGE".equals(policy)) {
                complaints.add("The broker's address-full-policy for the queue of hits is " + policy
                        + ": set it to PAGE, or a full queue loses hits or blocks the application.");
            }
            var attempts = settings.get("maxDeliveryAttempts");
            if (attempts instanceof Number number && number.intValue() > 0 && number.intValue() < FEW_ATTEMPTS) {
                complaints.add("The broker gives up a batch after " + attempts
                        + " deliveries (max-delivery-attempts): set it to -1, because Sidetrack"
                        + " counts attempts itself.");
            }
        }
        return complaints;
    }

    /** What the broker is asked. */
    interface Question {

        /** Its address settings for the queue of hits, as JSON; {@code null} if it does not tell. */
        String addressSettings() throws JMSException;
    }
}
