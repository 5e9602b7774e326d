// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** What visitors are told or asked before they are measured. */
public enum ConsentMode {
    /** Track, and tell the visitor on the first page. */
    NOTICE,
    /** Ask, and track only visitors who have said yes. */
    OPT_IN,
    /** Ask, and track visitors until they say no. */
    OPT_OUT,
    /** Track and say nothing. */
    NONE
}
