// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Texts;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.ManagedThreads;
import dev.sidetrack.config.RepeatedTask;
import dev.sidetrack.config.ReportPeriod;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.Query;
import dev.sidetrack.stats.Stats;
import dev.sidetrack.stats.StatsException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * Mails the report after the end of a week or a month, from seven o'clock in the time zone of the statistics: once to
 * each reader, however many nodes there are. Does nothing without readers or without Jakarta Mail.
 */
@Shared
class ReportTimer {

    private static final Logger LOG = System.getLogger("dev.sidetrack.pages");
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SENT_AT = 7;

    private final boolean dryRun;
    private final String session;
    private final String from;
    private final String base;
    private final String site;
    private final ReportPeriod every;
    private final Words words;
    private final Stats stats;
    private final Subscribers subscribers;
    private final Sessions sessions;
    private final Clock clock;
    private final RepeatedTask rounds = new RepeatedTask("mail", PAUSE, this::sendDue, () -> {});
    private boolean isStarted;
    private String trouble = "";

    @Inject
    ReportTimer(Settings settings, Stats stats, Subscribers subscribers) {
        this(settings, stats, subscribers, InitialContext::doLookup, Clock.systemUTC());
    }

    ReportTimer(Settings settings, Stats stats, Subscribers subscribers, Sessions sessions, Clock clock) {
        dryRun = settings.get(Keys.DRY_RUN);
        session = settings.get(Keys.STATS_MAIL_SESSION);
        from = settings.get(Keys.STATS_MAIL_FROM);
        var url = settings.get(Keys.STATS_MAIL_URL);
        base = url == null ? null : url.toString().replaceAll("/+$", "");
        site = settings.get(Keys.STATS_MAIL_SITE);
        every = settings.get(Keys.STATS_MAIL_EVERY);
        words = Words.of(settings.get(Keys.STATS_MAIL_LANGUAGE));
        this.stats = stats;
        this.subscribers = subscribers;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Runs after the database has been opened. */
    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ServingStarted web) {
        // Called for each web application of an EAR and again by the filter.
        if (isStarted || dryRun || subscribers.all().isEmpty()) {
            return;
        }
        isStarted = true;
        var missing = missing(hasMail());
        if (missing != null) {
            LOG.log(Level.WARNING, "Reports by mail are off: {0}.", missing);
            return;
        }
        rounds.start(ManagedThreads.hereOrOwn(), Duration.ZERO);
    }

    /** Checked here, because {@link JakartaMail} cannot be loaded without Jakarta Mail. */
    static boolean hasMail() {
        try {
            Class.forName("jakarta.mail.Session", false, ReportTimer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** What is missing to send the report, as a sentence without a full stop; {@code null} if nothing is. */
    String missing(boolean hasMail) {
        if (!hasMail) {
            return "this server has no Jakarta Mail";
        }
        if (session == null || base == null) {
            return (session == null ? Keys.STATS_MAIL_SESSION : Keys.STATS_MAIL_URL).name() + " is not set";
        }
        return stats.isAvailable() ? null : "no provider of type 'database' is configured";
    }

    void stop(@Observes ServingEnded web) {
        rounds.stop(PATIENCE);
    }

    /** Sends the reports that are due and have not been sent. */
    void sendDue() {
        try {
            var days = days();
            for (var address : subscribers.all()) {
                sendIfDue(address, days);
            }
        } catch (StatsException away) {
            tell(away.getMessage());
        } catch (RuntimeException failed) {
            tell(failed.getClass().getSimpleName());
            LOG.log(Level.DEBUG, "Stack trace of the failure", failed);
        }
    }

    /** The last week or month that had ended by seven o'clock. */
    private Query days() {
        var day = clock.instant().atZone(stats.zone()).minusHours(SENT_AT).toLocalDate();
        return every == ReportPeriod.WEEK ? week(day) : month(day);
    }

    private Query week(LocalDate day) {
        var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Query.of(monday.minusWeeks(1), monday.minusDays(1)).site(site);
    }

    private Query month(LocalDate day) {
        var first = day.withDayOfMonth(1);
        return Query.of(first.minusMonths(1), first.minusDays(1)).site(site);
    }

    private void sendIfDue(String address, Query days) {
        var now = clock.instant();
        if (!subscribers.claim(address, days.to(), now) || !subscribers.wants(address)) {
            return;
        }
        var report = new Report(stats, days, words, base);
        var off = base + MailPage.PATH + subscribers.signature(address);
        try {
            JakartaMail.send(
                    sessions.find(session),
                    new ReportMail(
                            from,
                            address,
                            words.language(),
                            report.subject(),
                            report.text(off),
                            report.html(off),
                            report.picture(),
                            off,
                            now));
        } catch (NamingException missing) {
            tell("there is no mail session " + session);
            return;
        } catch (IOException failed) {
            tell(failed.getMessage());
            return;
        }
        subscribers.sent(address, days.to(), now);
        trouble = "";
    }

    /** Logs a problem once, until it changes. */
    private void tell(String sentence) {
        if (!trouble.equals(sentence)) {
            trouble = sentence;
            LOG.log(
                    Level.WARNING,
                    "Mailing the report failed and will be retried every 15 minutes: {0}.",
                    Texts.printable(sentence).replaceAll("[.]$", ""));
        }
    }

    /** Finds mail sessions. */
    interface Sessions {
        Object find(String name) throws NamingException;
    }
}
