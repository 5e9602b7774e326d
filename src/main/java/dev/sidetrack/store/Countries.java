// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

/** Finds the country of an address. */
final class Countries {

    /** The country of this address, two capital letters of ISO 3166, or {@code null}. */
    String of(String address) {
        return null;
    }
}
