// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.ops;

import static dev.sidetrack.SampleHits.ID;
import static dev.sidetrack.SampleHits.PAGE;
import static dev.sidetrack.SampleHits.TIME;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.VisitorForgotten;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.delivery.StatesOf;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.Fresh;
import dev.sidetrack.queue.Publishing;
import dev.sidetrack.queue.QueueState;
import dev.sidetrack.queue.UnreachableDeadLetters;
import dev.sidetrack.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that the package watches, with nothing going on yet. */
final class Watched {

    final ManualClock clock = new ManualClock(TIME);
    final HitCounts counts = new HitCounts();
    final HitBuffer buffer = new HitBuffer(100, Long.MAX_VALUE, 100, counts, System::nanoTime);
    final QueueState queue = Fresh.queueState(clock);
    final StatesOf destinations = new StatesOf();
    final FakeDeadLetters deadLetters = new FakeDeadLetters();
    final List<VisitorForgotten> forgotten = new ArrayList<>();
    boolean isDead;
    final Publishing publishing = Fresh.publishing(destinations, buffer, counts, () -> isDead);
    final Monitor monitor = new Monitor(
            counts,
            buffer,
            publishing,
            destinations,
            Fresh.receivers(destinations, counts),
            deadLetters,
            forgotten::add);

    Health health(Duration patience) {
        return health(patience, "report");
    }

    Health health(Duration patience, String readiness) {
        var settings = SettingsOf.map(
                Map.of("sidetrack.health.patience", patience.toString(), "sidetrack.health.readiness", readiness));
        return new Health(settings, publishing, queue, destinations, clock);
    }

    static Hit at(Instant time) {
        return new Hit(ID, time, null, PAGE, null, null, null);
    }

    /** Dead letters, and the last thing that was done to them. */
    static final class FakeDeadLetters extends UnreachableDeadLetters {

        String done;

        @Override
        public Map<String, Integer> count() {
            return new TreeMap<>(Map.of("", 1, "p", 2));
        }

        @Override
        public List<DeadLetter> list(int most) {
            return List.of(
                            new DeadLetter("p", "it said \"no\"\n", 404, 3, 4, TIME, TIME.plusSeconds(60)),
                            new DeadLetter(null, null, 0, 0, 0, null, null))
                    .subList(0, most);
        }

        @Override
        public int replay() {
            done = "replay all";
            return 1;
        }

        @Override
        public int replay(String provider) {
            done = "replay " + provider;
            return 2;
        }

        @Override
        public int purge() {
            done = "purge all";
            return 3;
        }

        @Override
        public int purge(String provider) {
            done = "purge " + provider;
            return 4;
        }
    }
}
