// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

/**
 * Somebody with access.
 *
 * @param name how access was granted, such as {@code password}
 * @param site the only site that may be seen, or {@code null} for all
 * @param owner whether they may see single hits and make changes
 * @param signedIn whether they can sign out, having one of our cookies
 */
record Viewer(String name, String site, boolean owner, boolean signedIn) {

    static Viewer owner(String name) {
        return new Viewer(name, null, true, false);
    }
}
