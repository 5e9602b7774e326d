// SPDX-License-Identifier: Apache-2.0
/**
 * One class per analytics service, each a {@link dev.sidetrack.spi.Provider}; all post by
 * {@link dev.sidetrack.spi.http.HttpSender}, which providers of other makers may use too.
 *
 * <p>Internal.
 */
package dev.sidetrack.provider;
