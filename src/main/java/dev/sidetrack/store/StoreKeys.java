// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.Key;
import dev.sidetrack.config.ProviderSettings;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of the provider {@code database}.
 *
 * @param dataSource the JNDI name of the data source
 * @param readDataSource the JNDI name of one for reading
 * @param schema the schema that holds the tables
 * @param keepHits how long hits are kept
 * @param keepVisits how long visits are kept
 * @param newTexts how many new texts of a kind a site may add per day
 * @param connections how many connections may be in use at once, half of them for writing
 */
record StoreKeys(
        String dataSource,
        String readDataSource,
        String schema,
        Period keepHits,
        Period keepVisits,
        int newTexts,
        int connections) {

    static final Key<String> DATA_SOURCE = Key.text("data-source", "java:comp/DefaultDataSource");
    static final Key<String> READ_DATA_SOURCE = Key.text("read-data-source", null);
    static final Key<String> SCHEMA =
            new Key<>("schema", "sidetrack", "small letters, digits and _", false, StoreKeys::schema);
    static final Key<Period> KEEP_HITS =
            new Key<>("keep-hits", "P13M", "period (ISO-8601), P1D or longer", false, StoreKeys::period);
    static final Key<Period> KEEP_VISITS =
            new Key<>("keep-visits", "P25M", "period (ISO-8601), P1D or longer", false, StoreKeys::period);
    static final Key<Integer> NEW_TEXTS = Key.number("new-texts-a-day", "10000", 100, 10_000_000);
    static final Key<Integer> CONNECTIONS = Key.number("connections", "8", 2, 8);
    static final List<Key<?>> ALL =
            List.of(DATA_SOURCE, READ_DATA_SOURCE, SCHEMA, KEEP_HITS, KEEP_VISITS, NEW_TEXTS, CONNECTIONS);

    private static final LocalDate SOME_DAY = LocalDate.of(2000, 1, 1);
    private static final Pattern SCHEMA_NAME = Pattern.compile("[a-z_][a-z0-9_]{0,50}");

    static StoreKeys of(ProviderSettings settings) {
        var dataSource = settings.get(DATA_SOURCE);
        var reading = settings.get(READ_DATA_SOURCE);
        var keepHits = settings.get(KEEP_HITS);
        var keepVisits = settings.get(KEEP_VISITS);
        // A roll-up of hits needs their visits, and a new time zone rolls up everything again.
        if (SOME_DAY.plus(keepVisits).isBefore(SOME_DAY.plus(keepHits))) {
            throw new ConfigurationException(settings.nameOf(KEEP_VISITS) + " is " + keepVisits + ", shorter than "
                    + settings.nameOf(KEEP_HITS) + ", " + keepHits + ": keep visits at least as long as their hits.");
        }
        return new StoreKeys(
                dataSource,
                reading == null ? dataSource : reading,
                settings.get(SCHEMA),
                keepHits,
                keepVisits,
                settings.get(NEW_TEXTS),
                settings.get(CONNECTIONS));
    }

    private static String schema(String text) {
        if (!SCHEMA_NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Period period(String text) {
        var period = Period.parse(text);
        if (period.isNegative() || period.isZero()) {
            throw new IllegalArgumentException(text);
        }
        return period;
    }
}
