// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;

/**
 * What is read of a file's record of a network; all else in it is skipped. Public, as the reader makes it.
 *
 * @param country the country, or {@code null}
 */
public record CountryRecord(
        @MaxMindDbParameter(name = "country") Country country) {

    /** For the reader. */
    @MaxMindDbConstructor
    public CountryRecord {}

    /**
     * What is read of a country.
     *
     * @param code its two letters by ISO 3166-1, or {@code null}
     */
    public record Country(
            @MaxMindDbParameter(name = "iso_code") String code) {

        /** For the reader. */
        @MaxMindDbConstructor
        public Country {}
    }
}
