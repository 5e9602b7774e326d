// SPDX-License-Identifier: Apache-2.0
/**
 * What one tests one's own tracking with.
 *
 * <ul>
 *   <li>{@link dev.sidetrack.testing.Hits} says what was tracked, {@link dev.sidetrack.testing.ExpectedHit} what should
 *       have been.
 *   <li>In a unit test {@link dev.sidetrack.testing.TrackingBeans} brings the beans that track into CDI, and
 *       {@link dev.sidetrack.testing.FakeVisitor} is who they track.
 *   <li>In a server {@link dev.sidetrack.testing.HitCollector} receives what the application sends, and
 *       {@link dev.sidetrack.testing.FakeBrowser} visits it; a test inside the server has
 *       {@link dev.sidetrack.testing.RecordingProvider}.
 *   <li>For a provider of one's own there is {@link dev.sidetrack.testing.ProviderContract}, with
 *       {@link dev.sidetrack.testing.HttpRecorder} for the service, {@link dev.sidetrack.testing.Reply} for what it
 *       answers and {@link dev.sidetrack.testing.ContractHits} for what it gets.
 * </ul>
 */
package dev.sidetrack.testing;
