// SPDX-License-Identifier: Apache-2.0
/**
 * What third parties implement: a {@link dev.sidetrack.spi.Provider} sends hits to an analytics service within its
 * {@link dev.sidetrack.spi.Limits} and returns the {@link dev.sidetrack.spi.Outcome} of each; a
 * {@link dev.sidetrack.spi.HitProcessor} changes or vetoes hits before they are queued.
 */
package dev.sidetrack.spi;
