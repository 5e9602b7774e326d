// SPDX-License-Identifier: Apache-2.0
/**
 * One class per analytics service, each a {@link dev.sidetrack.spi.Provider}; all post by
 * {@link dev.sidetrack.provider.HttpSender}, which providers of other makers may use too.
 */
package dev.sidetrack.provider;
