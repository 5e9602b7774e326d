// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sidetrack.LogLines;
import dev.sidetrack.config.ConfigurationException;
import dev.sidetrack.config.ServingEnded;
import dev.sidetrack.config.ServingStarted;
import dev.sidetrack.config.SettingsOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/countries");

    @TempDir
    private Path folder;

    private int changes;

    @ParameterizedTest
    @CsvSource({
        "2.125.160.216, GB",
        "::ffff:2.125.160.216, GB",
        "2001:218::1, JP",
        "2001:218::1%eth0, JP",
        "127.0.0.1,",
        "2a02:d500::1,",
        "unknown,",
        "2.125.160.256,",
        "'',",
        ","
    })
    void country_ofAddress_isTheFilesOrNone(String address, String country) {
        var countries = read(SAMPLES.resolve("GeoIP2-Country-Test.mmdb"));

        assertThat(countries.of(address)).isEqualTo(country);
    }

    @Test
    void country_ofFileWithCities_isTold() {
        assertThat(read(SAMPLES.resolve("GeoLite2-City-Test.mmdb")).of("2.125.160.216"))
                .isEqualTo("GB");
    }

    @ParameterizedTest
    @CsvSource({
        "DBIP-Country-Lite, IP Geolocation by DB-IP, https://db-ip.com",
        "GeoLite2-City, 'This product includes GeoLite Data created by MaxMind, available from https://www.maxmind.com', https://www.maxmind.com",
        "Country,,"
    })
    void attribution_ofFile_isWhatItsLicenceAsksFor(String type, String text, String link) {
        assertThat(Attribution.of(type)).isEqualTo(text == null ? null : new Attribution(text, link));
    }

    @Test
    void country_ofIpv6AddressByFileForIpv4_isUnknown() throws IOException {
        var countries = read(written(SmallCountryFile.of("AT")));

        assertThat(countries.of("1.2.3.4")).isEqualTo("AT");
        assertThat(countries.of("200.2.3.4")).isNull();
        assertThat(countries.of("2001:218::1")).isNull();
    }

    @Test
    void country_withoutFile_isUnknown() {
        var countries = new Countries(SettingsOf.nothing());

        countries.start(new ServingStarted(null, "/shop"));
        countries.stop(new ServingEnded());

        assertThat(countries.of("2.125.160.216")).isNull();
    }

    @Test
    void read_ofMissingFile_failsAndNamesTheKey() {
        assertThatThrownBy(() -> read(folder.resolve("missing.mmdb")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("sidetrack.countries is '" + folder.resolve("missing.mmdb")
                        + "', which cannot be used: there is no such file."
                        + " Name path of an .mmdb file (DB-IP or GeoLite2, countries or cities).");
    }

    @Test
    void read_ofFolder_fails() {
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it is not a file that the server may read");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 60, 120})
    void read_ofCutFile_fails(int bytes) throws IOException {
        var cut = written(Arrays.copyOf(SmallCountryFile.of("AT"), bytes));

        assertThatThrownBy(() -> read(cut))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it is not an .mmdb file, or it is damaged");
    }

    @Test
    void read_ofFileWithoutCountries_fails() {
        assertThatThrownBy(() -> read(SAMPLES.resolve("GeoLite2-ASN-Test.mmdb")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("it contains no countries");
    }

    @Test
    void renew_ofChangedFile_tellsByTheNewOne() throws IOException {
        var file = written(SmallCountryFile.of("AT"));
        var countries = read(file);

        written(SmallCountryFile.of("DE"));
        assertThat(countries.of("1.2.3.4")).isEqualTo("AT");
        try (var log = LogLines.of("dev.sidetrack.visitor")) {
            countries.renew();
            countries.renew();

            assertThat(log.lines()).containsExactly("INFO Reloaded the country file " + file + ", which has changed.");
        }
        assertThat(countries.of("1.2.3.4")).isEqualTo("DE");
    }

    @Test
    void renew_ofFileThatIsGoneOrBroken_warnsOnceAndKeepsTheOldUntilItIsMended() throws IOException {
        var file = written(SmallCountryFile.of("AT"));
        var countries = read(file);

        try (var log = LogLines.of("dev.sidetrack.visitor")) {
            Files.delete(file);
            countries.renew();
            written(new byte[100]);
            countries.renew();
            countries.renew();

            assertThat(log.lines())
                    .containsExactly("WARNING Reloading the country file " + file
                            + " failed: there is no such file. The version read before stays in use, and reloading"
                            + " is retried every minute.");
            assertThat(countries.of("1.2.3.4")).isEqualTo("AT");

            written(SmallCountryFile.of("DE"));
            countries.renew();
            assertThat(countries.of("1.2.3.4")).isEqualTo("DE");

            Files.delete(file);
            countries.renew();
            assertThat(log.lines()).hasSize(3);
        }
    }

    @Test
    void stop_ofWatchingThread_endsIt() throws InterruptedException, IOException {
        var countries = read(written(SmallCountryFile.of("AT")));
        var threads = new Thread[1];
        countries.start(work -> threads[0] = new Thread(work));

        countries.stop(new ServingEnded());

        threads[0].join(10_000);
        assertThat(threads[0].isAlive()).isFalse();
    }

    private static Countries read(Path file) {
        var countries = new Countries(SettingsOf.one("sidetrack.countries", file.toString()));
        countries.read();
        return countries;
    }

    /** Each time as if a second had passed. */
    private Path written(byte[] content) throws IOException {
        var file = Files.write(folder.resolve("countries.mmdb"), content);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++changes)));
    }
}
