// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * The title of the page that the current request renders, told as a CDI event; {@link Tracker#title(String)} fires it.
 *
 * @param title the title as the visitor reads it
 */
public record PageTitle(String title) {}
