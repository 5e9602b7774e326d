// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** The values of a cookie's {@code SameSite} attribute. */
public enum SameSite {
    /** Sent when the visitor follows a link from another site. */
    LAX,
    /** Sent only with requests from the site itself. */
    STRICT,
    /** Always sent; browsers accept it over https only, otherwise {@link #LAX} is used. */
    NONE
}
