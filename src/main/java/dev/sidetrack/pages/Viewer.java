// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

/**
 * Somebody who may look.
 *
 * @param name by what access was given, such as {@code password}
 * @param site the only site that may be seen, or {@code null} for all
 * @param owner whether hits themselves may be seen, and things changed
 * @param signedIn whether there is a cookie of ours to sign out of
 */
record Viewer(String name, String site, boolean owner, boolean signedIn) {

    static Viewer owner(String name) {
        return new Viewer(name, null, true, false);
    }
}
