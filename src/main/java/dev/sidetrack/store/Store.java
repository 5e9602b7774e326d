// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** One database with hits, opened: whoever has one can write to it and ask it. */
public final class Store {

    private static final Logger LOG = System.getLogger("dev.sidetrack.store");
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Database database;
    private final Dialect dialect;
    private final Zone zone;
    private final Clock clock;
    private final Dictionary dictionary;
    private final HitWriter writer;
    private final Partitions partitions;
    private final Retention retention;
    private final RollUp rollUp;
    private final Erasure erasure;
    private final ImportedDays importedDays;
    private final List<String> warnings;
    private volatile Instant refreshed = Instant.EPOCH;
    private String deployed;

    Store(Database database, Dialect dialect, Zone zone, Clock clock, StoreKeys keys, List<String> warnings) {
        this.database = database;
        this.dialect = dialect;
        this.zone = zone;
        this.clock = clock;
        this.warnings = warnings;
        dictionary = new Dictionary(database, dialect, new DailyLimits(clock, keys.newTexts()));
        writer = dialect == Dialect.POSTGRESQL ? new PostgresWriter() : new PortableWriter();
        partitions = dialect == Dialect.POSTGRESQL ? new Partitions(database) : null;
        retention = new Retention(database, partitions, zone, clock, keys.keepHits(), keys.keepVisits());
        erasure = new Erasure(database, dialect, clock, keys.keepHits());
        importedDays = new ImportedDays(database, dictionary);
        rollUp = new RollUp(database, dialect, zone, clock, retention);
    }

    /** Stores those hits that are not there yet, each once however often it comes; returns how many that were. */
    int write(List<StoredHit> hits) throws SQLException {
        try {
            var numbers = dictionary.numbers(hits);
            if (partitions != null) {
                partitions.cover(hits.stream().map(StoredHit::at).toList(), clock.instant());
            }
            return database.write(session -> writer.write(session, hits, numbers));
        } catch (SQLException failed) {
            // Whoever mends the database may have put it back to an earlier time.
            dictionary.forget();
            throw failed;
        }
    }

    /** Brings the numbers up to date with the hits; nothing happens while another node does. */
    public void rollUp() throws SQLException {
        rollUp.run();
    }

    /** Erases everything of a visitor; returns how many hits that were. */
    int erase(String clientId) throws SQLException {
        var erased = erasure.erase(clientId);
        rollUp();
        return erased;
    }

    /** Adds days that others have counted, unless the site has numbers of them; returns how many that were. */
    int addDays(Term site, DayTotals totals) throws SQLException {
        rollUp();
        return importedDays.add(site, totals);
    }

    /** Notes that this version of the application has been deployed, unless it was there before or is not known. */
    void deployed(String version) throws SQLException {
        if (version != null && !version.equals(deployed)) {
            database.write(session -> DeploymentNote.of(session, version, clock.instant()));
            deployed = version;
        }
    }

    /** Removes what is too old. */
    void removeOld() throws SQLException {
        retention.run();
    }

    /** Lets another node bring the numbers up to date at once. */
    void release() throws SQLException {
        rollUp.release();
    }

    /**
     * Brings the numbers up to date, unless that was done in the last two seconds; if it fails, they stay as they are.
     */
    public void refresh() {
        var now = clock.instant();
        if (now.isBefore(refreshed.plus(FRESH))) {
            return;
        }
        refreshed = now;
        try {
            rollUp.runUnlessRunning();
        } catch (SQLException failed) {
            LOG.log(Level.DEBUG, "Updating the statistics failed", failed);
        }
    }

    /** The first month whose days are not yet summed up by month. */
    public static YearMonth monthsClosedBefore(Session session) throws SQLException {
        return RollUp.monthsClosedBefore(session);
    }

    /** When the hit with that id was. */
    public Instant timeOf(UUID hit) {
        return HitIds.time(hit);
    }

    /** The least id of a hit of that time or later. */
    public UUID idFrom(Instant time) {
        return HitIds.from(time);
    }

    /** Changes something. */
    public <T> T change(Question<T> change) throws SQLException {
        return database.write(change::ask);
    }

    /** Reads something that a person waits for: at most four at once, five seconds each. */
    public <T> T read(Question<T> question) throws SQLException {
        return database.read(session -> {
            if (dialect == Dialect.POSTGRESQL) {
                // To start them takes longer than most answers, and the cores are the application's. The visitors of a
                // month
                // are sorted in memory.
                session.run("set local max_parallel_workers_per_gather = 0; set local work_mem = '32MB'");
            }
            return question.ask(session);
        });
    }

    /** Which database it is. */
    public Dialect dialect() {
        return dialect;
    }

    /** The time zone of its numbers. */
    public Zone zone() {
        return zone;
    }

    /** The time. */
    public Clock clock() {
        return clock;
    }

    /** What readers should know, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    Database database() {
        return database;
    }

    /**
     * What is read.
     *
     * @param <T> what comes of it
     */
    public interface Question<T> {
        /** Reads it. */
        T ask(Session session) throws SQLException;
    }
}
