// SPDX-License-Identifier: Apache-2.0
/**
 * A kit for testing your own tracking.
 *
 * <ul>
 *   <li>{@link dev.sidetrack.testing.Hits} holds what was tracked, {@link dev.sidetrack.testing.ExpectedHit} describes
 *       what should have been.
 *   <li>In a unit test {@link dev.sidetrack.testing.TrackingBeans} adds Sidetrack's beans to CDI, and
 *       {@link dev.sidetrack.testing.FakeVisitor} is the visitor.
 *   <li>In a server {@link dev.sidetrack.testing.HitCollector} receives what the application sends, and
 *       {@link dev.sidetrack.testing.FakeBrowser} visits it; a test inside the server uses
 *       {@link dev.sidetrack.testing.RecordingProvider}.
 *   <li>To test your own provider, extend {@link dev.sidetrack.testing.ProviderContract}.
 *       {@link dev.sidetrack.testing.HttpRecorder} stands in for the service, {@link dev.sidetrack.testing.Reply} is
 *       its answer, and {@link dev.sidetrack.testing.ContractHits} are sample hits.
 * </ul>
 */
package dev.sidetrack.testing;
