// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import com.maxmind.db.MaxMindDbConstructor;
import com.maxmind.db.MaxMindDbParameter;

/**
 * The part of a network's record that is read; the rest is skipped. Public because the file's reader instantiates it.
 *
 * @param country the country, or {@code null}
 */
public record CountryRecord(
        @MaxMindDbParameter(name = "country") Country country) {

    /** For the reader. */
    @MaxMindDbConstructor
    public CountryRecord {}

    /**
     * The part of a country that is read.
     *
     * @param code its ISO 3166-1 code, or {@code null}
     */
    public record Country(
            @MaxMindDbParameter(name = "iso_code") String code) {

        /** For the reader. */
        @MaxMindDbConstructor
        public Country {}
    }
}
