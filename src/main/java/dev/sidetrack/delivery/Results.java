// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.spi.Outcome;
import java.util.List;
import java.util.Map;

/**
 * What became of the hits of one {@link Attempt}.
 *
 * @param accepted the hits the provider took
 * @param dropped the hits it leaves out on purpose, by its reason
 * @param rejected the hits it will never take, by its reason
 * @param failedAlone the hits of requests that failed while the provider took others
 * @param postponed the hits that failed, of which nobody knows yet whether they are at fault
 * @param unclear the hits of requests whose answer was a success, but was not understood
 * @param waiting the hits that are to be sent again before any other
 * @param trouble why they wait, or {@code null} if only because the time was up
 * @param isLate whether the time was up before all hits were sent
 * @param survived what hits have come through lately that the provider took in the end
 */
public record Results(
        List<Pending> accepted,
        Map<String, List<Pending>> dropped,
        Map<Outcome.Rejected, List<Pending>> rejected,
        List<Failed> failedAlone,
        List<Failed> postponed,
        List<Failed> unclear,
        List<Pending> waiting,
        Trouble trouble,
        boolean isLate,
        Survived survived) {}
