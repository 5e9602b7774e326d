// SPDX-License-Identifier: Apache-2.0
/**
 * One class per analytics service, each a {@link dev.sidetrack.spi.Provider}; all send with
 * {@link dev.sidetrack.spi.http.HttpSender}, which third-party providers may use too.
 *
 * <p>Internal.
 */
package dev.sidetrack.provider;
