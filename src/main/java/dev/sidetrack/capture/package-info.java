// SPDX-License-Identifier: Apache-2.0
/**
 * From a request to a hit in the buffer. {@link dev.sidetrack.capture.TrackingFilter} wraps each request and keeps its
 * facts ({@code RequestFacts}), its visitor ({@code RequestVisitor}) and its {@code Answer} in a
 * {@code TrackedRequest}; {@link dev.sidetrack.capture.TrackedInterceptor} and the observers of {@code EventTracking}
 * add to it; when the response is known, {@code RequestTracking} decides whether it counts, {@code HitFactory} makes
 * the hit, and {@code HitRecorder} puts it into the {@link dev.sidetrack.buffer.HitBuffer}. The only package that uses
 * Jakarta REST; besides it, only the statistics pages and the consent endpoint use servlets.
 *
 * <p>Internal; the filter keeps its name, because a {@code web.xml} may contain it.
 */
package dev.sidetrack.capture;
