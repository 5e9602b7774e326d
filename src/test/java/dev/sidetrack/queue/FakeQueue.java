// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import dev.sidetrack.Hit;
import dev.sidetrack.queue.QueueSession.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Queues in memory, with transactions that roll back, a clock for what is to come later, and a count of what is
 * written.
 */
public final class FakeQueue implements QueueAccess {

    public final List<Letter> deadLetters = new ArrayList<>();
    public boolean failsAtCommit;
    public int written;
    public int transactions;
    /** Where somebody has looked for hits. */
    public final List<Place> looks = new ArrayList<>();
    /** What lies at other brokers. */
    public int elsewhere;

    private final Map<Place, List<Kept>> places = new EnumMap<>(Place.class);
    private final Clock clock;

    public FakeQueue(Clock clock) {
        this.clock = clock;
        for (var place : Place.values()) {
            places.put(place, new ArrayList<>());
        }
    }

    @Override
    public int gather(int most) {
        var gathered = Math.min(most, elsewhere);
        elsewhere -= gathered;
        return gathered;
    }

    /** Puts hits there as a publisher does. */
    public void publish(String provider, List<Hit> hits) {
        send(List.of(Batch.fresh(provider, BatchCodec.write(hits), hits.size())));
    }

    /** Puts a message there that holds such a text. */
    public void publishText(String provider, String text) {
        send(List.of(Batch.fresh(provider, text, 0)));
    }

    /** What is there, whether it can be seen already or not. */
    public List<Batch> at(Place place) {
        return places.get(place).stream().map(Kept::batch).toList();
    }

    /** The hits there, in order. */
    public List<Hit> hitsAt(Place place) {
        return at(place).stream()
                .flatMap(batch -> BatchCodec.read(batch.text()).stream())
                .toList();
    }

    /** How long until what is there can be seen, one by one. */
    public List<Duration> delaysAt(Place place) {
        return places.get(place).stream()
                .map(kept -> Duration.between(clock.instant(), kept.from()))
                .toList();
    }

    @Override
    public void send(List<Batch> batches) {
        batches.forEach(batch -> new Session().put(Place.HITS, batch));
    }

    @Override
    public void join(List<Batch> batches, Runnable whenCommitted) {
        send(batches);
        whenCommitted.run();
    }

    @Override
    public boolean isInTransaction() {
        return false;
    }

    @Override
    public boolean isDoomed() {
        return false;
    }

    @Override
    public <T> T work(Function<QueueSession, T> work) {
        transactions++;
        var before = new EnumMap<Place, List<Kept>>(Place.class);
        places.forEach((place, kept) -> before.put(place, new ArrayList<>(kept)));
        var lettersBefore = List.copyOf(deadLetters);
        try {
            var result = work.apply(new Session());
            // As the clients of brokers do.
            if (failsAtCommit || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the commit failed");
            }
            return result;
        } catch (RuntimeException | Error failed) {
            places.putAll(before);
            deadLetters.clear();
            deadLetters.addAll(lettersBefore);
            throw failed;
        }
    }

    /** A dead letter and what it holds. */
    public record Letter(DeadLetter letter, String text) {

        /** The hits in it. */
        public List<Hit> hits() {
            return BatchCodec.read(text);
        }
    }

    private record Kept(Batch batch, Instant from) {}

    private final class Session implements QueueSession {

        @Override
        public void put(Place place, Batch batch) {
            written++;
            places.get(place).add(new Kept(batch, clock.instant()));
        }

        @Override
        public void putLater(Batch batch, Duration delay) {
            written++;
            places.get(Place.HITS).add(new Kept(batch, clock.instant().plus(delay)));
        }

        @Override
        public Source take(Place place, String provider) {
            looks.add(place);
            return source(place, batch -> batch.provider().equals(provider));
        }

        @Override
        public Source takeOfNone(Place place, Collection<String> providers) {
            return source(place, batch -> !providers.contains(batch.provider()));
        }

        private Source source(Place place, Predicate<Batch> which) {
            // As in JMS, what this transaction sends cannot be received in it.
            var there = places.get(place).stream()
                    .filter(kept -> which.test(kept.batch()) && !kept.from().isAfter(clock.instant()))
                    .iterator();
            var all = new ArrayList<Kept>();
            there.forEachRemaining(all::add);
            var left = all.iterator();
            return new Source() {
                @Override
                public Message next() {
                    if (!left.hasNext()) {
                        return null;
                    }
                    var kept = left.next();
                    places.get(place).remove(kept);
                    return new Taken(kept.batch(), Session.this);
                }

                @Override
                public void close() {
                    // There is nothing to give back.
                }
            };
        }

        @Override
        public String putFirst(Batch batch) {
            put(Place.FIRST, batch);
            return Integer.toString(System.identityHashCode(batch));
        }

        @Override
        public boolean isFirst(String mark) {
            return places.get(Place.FIRST).stream()
                    .anyMatch(kept -> Integer.toString(System.identityHashCode(kept.batch()))
                            .equals(mark));
        }

        @Override
        public void deadLetter(DeadLetter letter, String text) {
            deadLetters.add(new Letter(letter, text));
        }

        @Override
        public List<DeadLetter> deadLetters(int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<String> texts(Selection which, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int forget(String visitor, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int count(Selection which) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int replay(Selection which, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int purge(Selection which, int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int purge(Instant before, int most) {
            var purged = new int[1];
            deadLetters.removeIf(letter -> letter.letter().died().isBefore(before) && purged[0]++ < most);
            return Math.min(purged[0], most);
        }

        private record Taken(Batch batch, QueueSession session) implements Message {

            @Override
            public Batch read() {
                return batch;
            }

            @Override
            public void deadLetter(DeadLetter letter) {
                session.deadLetter(letter, batch.text());
            }
        }
    }
}
