// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What happens to hits on hosts that no site lists. */
public enum UnknownHosts {
    /** They count for the default site. */
    COUNT,
    /** They are excluded. */
    DROP
}
