// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What visitors are told or asked before they are measured. */
public enum ConsentMode {
    /** Track, and tell the visitor on the first page. */
    NOTICE,
    /** Track and say nothing. */
    NONE
}
