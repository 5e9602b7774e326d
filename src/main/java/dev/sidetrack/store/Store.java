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

/** An open database with hits, for writing and querying. */
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
        retention = new Retention(database, dialect, partitions, zone, clock, keys.keepHits(), keys.keepVisits());
        erasure = new Erasure(database, dialect, clock, keys.keepHits());
        importedDays = new ImportedDays(database, dictionary);
        rollUp = new RollUp(database, dialect, zone, clock, retention);
    }

    /** Stores the hits that are not stored yet, and returns how many there were. */
    int write(List<StoredHit> hits) throws SQLException {
        try {
            var numbers = dictionary.numbers(hits);
            if (partitions != null) {
                partitions.cover(hits.stream().map(StoredHit::at).toList(), clock.instant());
            }
            return database.write(session -> writer.write(session, hits, numbers));
        } catch (SQLException failed) {
            // The database may have been restored to an earlier state.
            dictionary.forget();
            throw failed;
        }
    }

    /** Updates the roll-ups; does nothing while another node is doing so. */
    public void rollUp() throws SQLException {
        rollUp.run();
    }

    /** Erases a visitor's hits and visits; returns how many hits were deleted. The next roll-up adapts the numbers. */
    int erase(String clientId) throws SQLException {
        return erasure.erase(clientId);
    }

    /** Adds days from another analytics system for which the site has no numbers; returns how many there were. */
    int addDays(Term site, DayTotals totals) throws SQLException {
        rollUp();
        return importedDays.add(site, totals);
    }

    /** Notes that this version of the application was deployed, unless it is known already or {@code null}. */
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

    /** The time since which all hits are stored; of older ones only totals are kept. */
    Instant hitsSince() {
        return retention.hitsSince();
    }

    /** Lets another node update the roll-ups at once. */
    void release() throws SQLException {
        rollUp.release();
    }

    /** Updates the roll-ups, unless that was done in the last two seconds; a failure is only logged. */
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

    /** The first month that is not rolled up yet. */
    public static YearMonth monthsClosedBefore(Session session) throws SQLException {
        return RollUp.monthsClosedBefore(session);
    }

    /** The time of the hit with this id. */
    public Instant timeOf(UUID hit) {
        return HitIds.time(hit);
    }

    /** The lowest id that a hit at this time or later can have. */
    public UUID idFrom(Instant time) {
        return HitIds.from(time);
    }

    /** Writes something. */
    public <T> T change(Question<T> change) throws SQLException {
        return database.write(change::ask);
    }

    /** Runs a query that a person is waiting for: at most four at once, five seconds each. */
    public <T> T read(Question<T> question) throws SQLException {
        return database.read(session -> {
            if (dialect == Dialect.POSTGRESQL) {
                // Starting workers takes longer than most queries, and the application needs the cores. Sorts a month's
                // visitors in memory.
                session.run("set local max_parallel_workers_per_gather = 0; set local work_mem = '32MB'");
            }
            return question.ask(session);
        });
    }

    /** The dialect of the database. */
    public Dialect dialect() {
        return dialect;
    }

    /** The time zone of its numbers. */
    public Zone zone() {
        return zone;
    }

    /** The clock. */
    public Clock clock() {
        return clock;
    }

    /** Warnings for readers, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    Database database() {
        return database;
    }

    /**
     * A query.
     *
     * @param <T> the result
     */
    public interface Question<T> {
        /** Reads it. */
        T ask(Session session) throws SQLException;
    }
}
