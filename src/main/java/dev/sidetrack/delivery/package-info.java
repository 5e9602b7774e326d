// SPDX-License-Identifier: Apache-2.0
/**
 * The way of hits to their provider: {@link dev.sidetrack.delivery.Destinations} opens the providers of the
 * configuration; a {@link dev.sidetrack.delivery.Route} says which hits one gets, a
 * {@link dev.sidetrack.delivery.Circuit} whether it takes any at present, an {@link dev.sidetrack.delivery.Attempt}
 * cuts hits into requests and sends them, {@link dev.sidetrack.delivery.Replies} sorts the hits by their outcomes, a
 * {@link dev.sidetrack.delivery.Verdict} says who is at fault where hits failed, and
 * {@link dev.sidetrack.delivery.Results} are what became of each. Knows neither how hits wait nor how they were made.
 *
 * <p>Internal.
 */
package dev.sidetrack.delivery;
