// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.stats.Funnel;
import dev.sidetrack.stats.Step;
import java.util.List;

/** Reads the steps of a funnel, each {@code step=/cart}, {@code step=order-placed} or with its kind before a colon. */
final class FunnelSteps {

    private FunnelSteps() {}

    /** The steps in this address, or none if there are too few for a funnel. */
    static List<Step> of(Parameters parameters) {
        var steps = parameters.all("step").stream()
                .filter(text -> !text.isBlank())
                .map(text -> step(text.strip()))
                .toList();
        if (steps.size() > Funnel.MOST_STEPS) {
            throw Problem.badRequest("step", "a funnel has at most " + Funnel.MOST_STEPS + " steps");
        }
        return steps.size() < Funnel.FEWEST_STEPS ? List.of() : steps;
    }

    private static Step step(String text) {
        try {
            return text.startsWith("/")
                    ? Step.parse("page:" + text)
                    : text.indexOf(':') < 0 ? Step.parse("event:" + text) : Step.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw Problem.badRequest("step", malformed.getMessage());
        }
    }
}
