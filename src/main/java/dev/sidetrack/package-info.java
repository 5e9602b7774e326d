// SPDX-License-Identifier: Apache-2.0
/**
 * Server-side analytics for Jakarta EE. This package is the API for applications: {@link dev.sidetrack.Tracked} on
 * methods, {@link dev.sidetrack.TrackedEvent} as a CDI event, {@link dev.sidetrack.Tracker} for both in fluent form.
 *
 * <p>How one {@link dev.sidetrack.Hit} travels through the code:
 *
 * <ol>
 *   <li>{@link dev.sidetrack.capture.TrackingFilter} wraps the request;
 *       {@link dev.sidetrack.capture.TrackedInterceptor} and CDI events add what they know.
 *   <li>{@code capture.RequestTracking} decides, once the response is known, whether it counts;
 *       {@code capture.HitFactory} makes the hit, with the visitor from {@link dev.sidetrack.visitor.VisitorCookie}.
 *   <li>{@code capture.HitRecorder} passes it to the application's {@link dev.sidetrack.spi.HitProcessor}s and puts it
 *       into the {@link dev.sidetrack.buffer.HitBuffer}. The request ends here, without having waited for anything.
 *   <li>{@code queue.HitPublisher} takes hits out in batches, {@code queue.BatchCodec} writes them as JSON,
 *       {@link dev.sidetrack.queue.jms.ServerQueue} puts them on the JMS queue.
 *   <li>{@code queue.Receiver}, one for each provider, takes batches from there; a
 *       {@link dev.sidetrack.delivery.Attempt} cuts their hits into the requests that the provider's
 *       {@link dev.sidetrack.spi.Limits} allow.
 *   <li>The {@link dev.sidetrack.spi.Provider}, such as {@link dev.sidetrack.provider.GoogleAnalytics}, posts them and
 *       returns the {@link dev.sidetrack.spi.Outcome} of each.
 * </ol>
 *
 * <p>API, which changes only as the changelog says, are this package (but for types that say otherwise),
 * {@code dev.sidetrack.spi}, {@code dev.sidetrack.spi.http}, {@code dev.sidetrack.stats} and the test kit's
 * {@code dev.sidetrack.testing}, and of other packages what providers need:
 * {@link dev.sidetrack.config.ProviderSettings}, {@link dev.sidetrack.config.Key},
 * {@link dev.sidetrack.config.ConfigurationException} and {@link dev.sidetrack.json.JsonWriter}, and
 * {@link dev.sidetrack.queue.DeadLetters} for applications. Records may gain components: change a copy by its
 * {@code with…} methods or builder, never by the canonical constructor.
 */
package dev.sidetrack;
