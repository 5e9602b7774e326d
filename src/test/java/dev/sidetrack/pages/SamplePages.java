// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.HitOutcomes;
import dev.sidetrack.config.Settings;
import dev.sidetrack.delivery.Destinations;
import dev.sidetrack.queue.DeadLetters;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.visitor.VisitorBeans;
import java.io.IOException;
import java.time.Clock;
import java.util.List;

/** The pages without a container. */
public final class SamplePages {

    private SamplePages() {}

    /** With numbers that are always the same. */
    public static Pages of(Settings settings) throws IOException {
        return of(settings, new FakeStats(), new HitOutcomes(), Clock.systemUTC());
    }

    static Pages of(Settings settings, Stats stats, HitOutcomes outcomes, Clock clock) throws IOException {
        return of(settings, stats, outcomes, clock, null);
    }

    static Pages of(Settings settings, Stats stats, HitOutcomes outcomes, Clock clock, DeadLetters letters)
            throws IOException {
        var signer = new Signer(settings, clock);
        var access = new Access(settings, signer, clock);
        var files = new StaticFiles();
        var frames = new Frames(files, signer, VisitorBeans.countries(settings));
        var today = new Today(stats, clock);
        var live = new LiveHits(outcomes, new Destinations(List.of()), stats, clock);
        var shares = new SharesPage(stats, today, clock);
        return new Pages(
                access,
                files,
                new Questions(access, new JsonApi(stats, live), today),
                new Site(
                        stats,
                        frames,
                        today,
                        new Tables(stats),
                        new Lists(stats),
                        new OwnersPages(
                                new LivePage(live, today),
                                new DeadLetterPage(() -> letters, today),
                                new NotesPage(stats, today),
                                shares,
                                signer)),
                new SignIn(access, signer, frames),
                shares,
                new MailPage(new Subscribers(settings, stats), frames));
    }
}
