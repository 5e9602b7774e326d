// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/** How a visitor is recognized. */
public enum Identity {
    /** A random id in a cookie. */
    COOKIE,
    /** An id computed from address and user agent, which changes every day; nothing is set in the browser. */
    COOKIELESS
}
