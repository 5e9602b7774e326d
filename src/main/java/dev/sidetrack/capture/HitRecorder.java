// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.HitNotSentException;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.OnFailure;
import dev.sidetrack.OnceAMinute;
import dev.sidetrack.Texts;
import dev.sidetrack.buffer.DurableHits;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.spi.HitProcessor;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.List;

/** Passes a hit to the application's processors and puts it into the buffer: the last step on the request's thread. */
@Shared
class HitRecorder {

    private static final Logger LOG = System.getLogger("dev.sidetrack.capture");

    private final OnceAMinute failures = new OnceAMinute();
    private final OnceAMinute cuts = new OnceAMinute();
    private final boolean enabled;
    private final HitProcessor[] processors;
    private final HitBuffer buffer;
    private final HitCounts counts;
    private final HitOutcomes outcomes;
    private final DurableHits durableHits;
    private final Commits commits;

    @Inject
    HitRecorder(
            Settings settings,
            @Any Instance<HitProcessor> processors,
            HitBuffer buffer,
            HitCounts counts,
            HitOutcomes outcomes,
            DurableHits durableHits,
            Commits commits) {
        this(settings.isEnabled(), sorted(processors), buffer, counts, outcomes, durableHits, commits);
    }

    HitRecorder(
            boolean enabled,
            List<HitProcessor> processors,
            HitBuffer buffer,
            HitCounts counts,
            HitOutcomes outcomes,
            DurableHits durableHits,
            Commits commits) {
        this.enabled = enabled;
        this.processors = processors.toArray(HitProcessor[]::new);
        this.buffer = buffer;
        this.counts = counts.self().get();
        this.outcomes = outcomes.self().get();
        this.durableHits = durableHits;
        this.commits = commits;
    }

    /** Puts the hit into the buffer. */
    void record(Hit made) {
        var hit = processed(made);
        if (hit != null) {
            capture(hit);
        }
    }

    /**
     * Sends the hit to the queue in the caller's transaction.
     *
     * @throws HitNotSentException if the queue rejects it and the caller wants an exception or its transaction can no
     *     longer commit
     */
    void recordDurably(Hit made, OnFailure onFailure) {
        var hit = processed(made);
        if (hit == null) {
            return;
        }
        try {
            durableHits.publish(hit);
        } catch (HitNotSentException doomed) {
            throw doomed;
        } catch (RuntimeException refused) {
            if (onFailure == OnFailure.FAIL) {
                throw new HitNotSentException(refused);
            }
            afterCommit(() -> capture(hit));
            return;
        }
        afterCommit(() -> counts.add(Count.CAPTURED, 1));
    }

    /** Runs an action once the current transaction has committed, or at once if there is none. */
    void afterCommit(Runnable action) {
        commits.after(action);
    }

    private void capture(Hit hit) {
        counts.add(Count.CAPTURED, 1);
        buffer.offer(hit);
    }

    private Hit processed(Hit made) {
        if (!enabled) {
            return null;
        }
        try {
            return process(made);
        } catch (RuntimeException | Error failed) {
            counts.add(Count.EXCLUDED, "processor-failed", 1);
            if (failures.isDue()) {
                LOG.log(
                        Level.WARNING,
                        "A HitProcessor failed and its hit is excluded: " + Texts.printable(failed.toString()));
            }
            return null;
        }
    }

    private Hit process(Hit made) {
        var hit = made;
        for (var processor : processors) {
            hit = processor.process(hit);
            if (hit == null) {
                counts.add(Count.EXCLUDED, "processor", 1);
                return null;
            }
        }
        if (hit.isEvent() && !hit.event().isNamed()) {
            counts.add(Count.EXCLUDED, "no-name", 1);
            return null;
        }
        hit = bounded(hit);
        outcomes.made(hit);
        return hit;
    }

    private Hit bounded(Hit hit) {
        var event = EventSize.bounded(hit.event());
        if (event == hit.event()) {
            return hit;
        }
        counts.add(Count.CUT, 1);
        if (cuts.isDue()) {
            LOG.log(
                    Level.WARNING,
                    "The event {0} exceeds {1} bytes and is truncated: {2,number,#} such events so far.",
                    Texts.printable(event.name()),
                    EventSize.MOST,
                    counts.of(Count.CUT));
        }
        return hit.withEvent(event);
    }

    private static List<HitProcessor> sorted(Instance<HitProcessor> processors) {
        return processors
                .handlesStream()
                .sorted(Comparator.comparingInt(
                        handle -> priority(handle.getBean().getBeanClass())))
                .map(Instance.Handle::get)
                .toList();
    }

    private static int priority(Class<?> processor) {
        var priority = processor.getAnnotation(Priority.class);
        return priority == null ? Integer.MAX_VALUE : priority.value();
    }
}
