// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.artemis;

import dev.sidetrack.Texts;
import dev.sidetrack.json.JsonReader;
import dev.sidetrack.queue.jms.QueueNames;
import jakarta.jms.JMSException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks the broker how it treats our queues, and warns of what would lose hits, hold them up or keep them for ever. */
final class BrokerWatch {

    private static final Logger LOG = System.getLogger("dev.sidetrack.queue");
    private static final int FEW_ATTEMPTS = 100;

    private final Question question;

    BrokerWatch(Question question) {
        this.question = question;
    }

    void ask() {
        try {
            var hits = question.addressSettings(QueueNames.HITS_NAME);
            var letters = question.addressSettings(QueueNames.DEAD_LETTERS_NAME);
            if (hits == null || letters == null) {
                tellUnread("");
            } else {
                complaints(hits).forEach(complaint -> LOG.log(Level.WARNING, Texts.printable(complaint)));
                complaintsOfLetters(letters).forEach(complaint -> LOG.log(Level.WARNING, Texts.printable(complaint)));
            }
        } catch (JMSException | RuntimeException untold) {
            tellUnread(" (" + Texts.printable(untold.toString()) + ")");
        }
    }

    private static void tellUnread(String why) {
        LOG.log(
                Level.INFO,
                "Reading the broker''s address settings failed{0}: make sure that the queue of hits pages to disk"
                        + " (address-full-policy PAGE) and that the one of dead letters has no expiry-address.",
                why);
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

    /** The same for the queue of dead letters. */
    static List<String> complaintsOfLetters(String json) {
        return new JsonReader(json).value() instanceof Map<?, ?> settings
                        && settings.get("expiryAddress") instanceof String address
                        && !address.isEmpty()
                ? List.of("The broker moves dead letters that expire while the application is not running to " + address
                        + ", where they and visitors' data in them stay: set an empty expiry-address for the address"
                        + " *SidetrackDeadLetters.")
                : List.of();
    }

    /** What the broker is asked. */
    interface Question {

        /** Its address settings for that queue of ours, as JSON; {@code null} if it does not tell. */
        String addressSettings(String queue) throws JMSException;
    }
}
