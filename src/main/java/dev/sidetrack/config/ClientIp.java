// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** How much of a visitor's address a hit carries. */
public enum ClientIp {
    /** Without the last octet (IPv4) or the last 80 bits (IPv6). */
    ANONYMIZED,
    /** The whole address. */
    FULL,
    /** Nothing. */
    NONE
}
