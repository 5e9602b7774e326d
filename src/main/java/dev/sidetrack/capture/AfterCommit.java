// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

/**
 * Something to do once the current transaction has committed, or at once where there is none; fired as a CDI event.
 *
 * @param action what to do
 */
record AfterCommit(Runnable action) {}
