// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The values of a cookie's {@code SameSite} attribute. */
public enum SameSite {
    /** Sent when the visitor follows a link from elsewhere. */
    LAX,
    /** Sent only from the own site. */
    STRICT,
    /** Always sent, which browsers accept from https only; elsewhere it is {@link #LAX}. */
    NONE
}
