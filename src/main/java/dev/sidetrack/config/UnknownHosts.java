// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What becomes of hits on hosts that no site lists. */
public enum UnknownHosts {
    /** They are counted, as those of the default site. */
    COUNT,
    /** They are left out. */
    DROP
}
