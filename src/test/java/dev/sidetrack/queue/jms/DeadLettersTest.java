// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue.jms;

import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.SampleHits;
import dev.sidetrack.Visitor;
import dev.sidetrack.queue.Batch;
import dev.sidetrack.queue.BatchCodec;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.DeadLetters;
import dev.sidetrack.queue.QueueAccess;
import dev.sidetrack.queue.QueueSession;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.QueueBrowser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final long TIME_TO_LIVE =
            FakeJms.DEAD_LETTERS_AGE.plus(JmsSession.GRACE).toMillis();

    private final FakeJms jms = new FakeJms();
    private final List<String> woken = new ArrayList<>();
    private final HitCounts counts = new HitCounts();
    private final DeadLetters deadLetters = new DeadLetters(new FakeQueue(), woken::add, counts);
    private List<FakeJms.Sent> dead = new ArrayList<>();
    private int commits;
    private int refusesAfter = Integer.MAX_VALUE;

    @Test
    void count_severalProviders_areCountedEach() {
        giveUp("p", 2);
        giveUp("q", 1);
        giveUp("", 3);
        dead.add(sent(FakeJms.text("Hello!", Map.of())));
        assertThat(deadLetters.count()).isEqualTo(Map.of("p", 2, "q", 1, "", 4));
    }

    @Test
    void list_more_areTheOldest() {
        giveUp("p", 5);
        assertThat(deadLetters.list(2)).extracting(DeadLetter::reason).containsExactly("reason 0", "reason 1");
        assertThat(deadLetters.list(9)).hasSize(5);
        assertThat(deadLetters.list(0)).isEmpty();
        assertThat(dead).hasSize(5);
    }

    @Test
    void replay_all_putsTheReadableOnesBackAsFreshOnes() {
        giveUp("p", 2);
        giveUp("", 1);
        assertThat(deadLetters.replay()).isEqualTo(2);
        var back = jms.takeBack();
        assertThat(back).extracting(FakeJms.Sent::text).containsExactly("text 0", "text 1");
        assertThat(back.get(0).property(QueueNames.PROVIDER)).isEqualTo("p");
        assertThat(back.get(0).property(QueueNames.COUNT)).isEqualTo(7);
        assertThat(back.get(0).property(QueueNames.ATTEMPTS)).isEqualTo(0);
        assertThat(woken).contains("p");
        assertThat(deadLetters.count()).isEqualTo(Map.of("", 1));
    }

    @Test
    void replay_ofOneProvider_leavesTheOthers() {
        giveUp("p", 2);
        giveUp("q", 2);
        assertThat(deadLetters.replay("q")).isEqualTo(2);
        assertThat(deadLetters.count()).isEqualTo(Map.of("p", 2));
        assertThat(deadLetters.replay("o'hara")).isZero();
        assertThat(deadLetters.replay("nobody")).isZero();
    }

    @Test
    void replay_ofOneReason_leavesTheOthers() {
        giveUp("p", 3);
        assertThat(deadLetters.replay("p", "reason 1")).isEqualTo(1);
        assertThat(deadLetters.list(9)).extracting(DeadLetter::reason).containsExactly("reason 0", "reason 2");
        assertThat(deadLetters.purge("p", "reason 2")).isEqualTo(1);
        assertThat(deadLetters.purge("p", "reason '0")).isZero();
        assertThat(deadLetters.count()).isEqualTo(Map.of("p", 1));
    }

    @Test
    void purge_ofWhatIsNoneOfOurs_takesItAway() {
        giveUp("p", 1);
        dead.add(sent(FakeJms.text("Hello!", Map.of())));
        assertThat(deadLetters.purge("", "")).isEqualTo(1);
        assertThat(deadLetters.count()).isEqualTo(Map.of("p", 1));
    }

    @Test
    void hits_ofOneReason_areThoseInTheOldest() {
        var hit = SampleHits.pageView();
        giveUp("p", hit, hit);
        giveUp("p", "unreadable");
        giveUp("q", hit);
        assertThat(deadLetters.hits("p", "reason", 10)).containsExactly(hit, hit);
        assertThat(deadLetters.hits("p", "other", 10)).isEmpty();
        assertThat(dead).hasSize(3);
    }

    @Test
    void replay_ofHitsThatWereCountedAsDead_takesThemOutAgain() {
        giveUp("p", 2);
        counts.add(Count.DEAD, "p", 10);
        deadLetters.replay("p");
        assertThat(counts.by(Count.QUEUED)).isEqualTo(Map.of("p", 14L));
        assertThat(counts.by(Count.REPLAYED))
                .as("the other four died before the application started")
                .isEqualTo(Map.of("p", 10L));
    }

    @Test
    void replay_many_takesAHundredInATransaction() {
        giveUp("p", 250);
        assertThat(deadLetters.replay("p")).isEqualTo(250);
        assertThat(commits).isEqualTo(2 + 3);
        assertThat(jms.takeBack()).hasSize(250);
    }

    @Test
    void replay_diesAgainMeanwhile_isMovedOnce() {
        giveUp("p", 3);
        refusesAfter = -1;
        assertThat(deadLetters.replay("p")).isEqualTo(3);
        assertThat(dead).hasSize(3);
    }

    @Test
    void replay_queueRefuses_losesNothing() {
        giveUp("p", 150);
        refusesAfter = 120;
        assertThatIllegalStateException()
                .isThrownBy(() -> deadLetters.replay("p"))
                .withMessage("away");
        assertThat(dead).hasSize(50);
        assertThat(commits).isEqualTo(1 + 2);
    }

    @Test
    void list_messagesOfSomebodyElse_areListedAndCountedToo() {
        dead.add(sent(FakeJms.map(Map.of(QueueNames.PROVIDER, "p"))));
        dead.add(sent(FakeJms.broken(new JMSException("no"))));
        giveUp("p", 1);
        assertThat(deadLetters.list(9)).hasSize(3);
        assertThat(deadLetters.count()).isEqualTo(Map.of("p", 2, "", 1));
    }

    @Test
    void replay_messageThatHoldsNoText_staysWhereItIs() {
        dead.add(sent(FakeJms.map(Map.of(QueueNames.PROVIDER, "p"))));
        giveUp("p", 1);
        assertThat(deadLetters.replay("p")).isEqualTo(1);
        assertThat(jms.takeBack()).hasSize(1);
        assertThat(jms.takeDeadLetters()).hasSize(1);
    }

    @Test
    void deadLetter_anyhow_expiresAfterItsTime() {
        giveUp("p", 1);
        assertThat(dead.get(0).timeToLive()).isEqualTo(TIME_TO_LIVE);
    }

    @Test
    void purge_ofAnAge_throwsThoseAwayThatDiedBefore() {
        giveUp("p", 3);
        dead.add(sent(FakeJms.text(
                "of 0.1's", Map.of(QueueNames.DIED, TIME.plusMillis(1).toEpochMilli()))));
        var queue = new FakeQueue();
        assertThat(queue.<Integer>work(session -> session.purge(TIME, 9))).isZero();
        assertThat(queue.<Integer>work(session -> session.purge(TIME.plusMillis(1), 2)))
                .isEqualTo(2);
        assertThat(queue.<Integer>work(session -> session.purge(TIME.plusMillis(1), 2)))
                .isEqualTo(1);
        assertThat(dead).hasSize(1);
    }

    @Test
    void selector_ofAnAge_alsoHasThoseThatDoNotTellWhenTheyDied() {
        assertThat(Selectors.diedBefore(Instant.ofEpochMilli(7)))
                .isEqualTo("SidetrackDied < 7 OR SidetrackDied IS NULL AND JMSTimestamp < 7");
    }

    @Test
    void purge_allOrOfOneProvider_throwsThemAway() {
        giveUp("p", 2);
        giveUp("q", 2);
        giveUp("", 2);
        assertThat(deadLetters.purge("q")).isEqualTo(2);
        assertThat(deadLetters.purge()).isEqualTo(4);
        assertThat(dead).isEmpty();
        assertThat(jms.isEmpty()).isTrue();
    }

    @Test
    void forget_visitor_takesHisHitsOutAndLeavesTheOthers() {
        var his = SampleHits.pageView();
        var others = his.withVisitor(Visitor.builder("other").build());
        giveUp("p", his, others, his);
        giveUp("p", others);
        giveUp("p", his);
        giveUp("", "unreadable, but of " + SampleHits.CLIENT);
        giveUp("", "unreadable");

        assertThat(new FakeQueue().<Integer>work(session -> session.forget(SampleHits.CLIENT, 100)))
                .isEqualTo(3);
        assertThat(dead).extracting(FakeJms.Sent::text).noneMatch(text -> text.contains(SampleHits.CLIENT));
        assertThat(dead).hasSize(2);
        assertThat(jms.takeDeadLetters()).singleElement().satisfies(left -> {
            assertThat(left.hits()).containsExactly(others);
            assertThat(left.property(QueueNames.REASON)).isEqualTo("reason");
            assertThat(left.property(QueueNames.COUNT)).isEqualTo(1);
            assertThat(left.timeToLive()).isEqualTo(TIME_TO_LIVE);
        });
    }

    @Test
    void forget_inManyLetters_takesSoManyAtATime() {
        IntStream.range(0, 5).forEach(i -> giveUp("p", SampleHits.pageView()));
        var queue = new FakeQueue();
        assertThat(queue.<Integer>work(session -> session.forget(SampleHits.CLIENT, 3)))
                .isEqualTo(3);
        assertThat(queue.<Integer>work(session -> session.forget(SampleHits.CLIENT, 3)))
                .isEqualTo(2);
        assertThat(dead).isEmpty();
    }

    private void giveUp(String provider, Hit... hits) {
        giveUp(provider, BatchCodec.write(List.of(hits)));
    }

    private void giveUp(String provider, String text) {
        jms.session().deadLetter(new DeadLetter(provider, "reason", 500, 7, 8, TIME, TIME), text);
        dead.addAll(jms.takeDeadLetters());
    }

    private void giveUp(String provider, int letters) {
        IntStream.range(0, letters)
                .forEach(i -> jms.session()
                        .deadLetter(new DeadLetter(provider, "reason " + i, 500, 7, 8, TIME, TIME), "text " + i));
        dead.addAll(jms.takeDeadLetters());
    }

    /** With transactions of which nothing is left if they fail. */
    private final class FakeQueue implements QueueAccess {

        private final JMSContext session =
                FakeJms.part(JMSContext.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "createProducer" -> jms.context.createProducer();
                    case "createBrowser" -> browser(arguments.length == 1 ? null : (String) arguments[1]);
                    case "createTextMessage" -> jms.context.createTextMessage((String) arguments[0]);
                    case "createConsumer" -> consumer((String) arguments[1]);
                    default -> throw new UnsupportedOperationException(method.toString());
                });

        @Override
        public <T> T work(Function<QueueSession, T> work) {
            var atBegin = new ArrayList<>(dead);
            try {
                var result = work.apply(jms.session(session));
                commits++;
                return result;
            } catch (RuntimeException failed) {
                dead = atBegin;
                throw new IllegalStateException(failed.getMessage(), failed);
            }
        }

        @Override
        public void send(List<Batch> batches) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void join(List<Batch> batches, Runnable whenCommitted) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isInTransaction() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isDoomed() {
            throw new UnsupportedOperationException();
        }
    }

    private QueueBrowser browser(String selector) {
        return FakeJms.part(QueueBrowser.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getEnumeration" ->
                Collections.enumeration(
                        selected(selector).stream().map(FakeJms.Sent::message).toList());
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private JMSConsumer consumer(String selector) {
        return FakeJms.part(JMSConsumer.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "receive" -> receive(selector);
            case "close" -> null;
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private Message receive(String selector) {
        var next = selected(selector).stream().findFirst().orElse(null);
        if (next == null) {
            return null;
        }
        dead.remove(next);
        if (refusesAfter == -1) {
            // What is put back dies at once, before the next is received.
            dead.add(sent(next.message()));
        } else if (refusesAfter-- == 0) {
            jms.refuse(new IllegalStateException("away"));
        }
        return next.message();
    }

    private List<FakeJms.Sent> selected(String selector) {
        return dead.stream().filter(message -> message.matches(selector)).toList();
    }

    private FakeJms.Sent sent(Message message) {
        return new FakeJms.Sent(jms.deadLetters, message, 0, 4, 0);
    }
}
