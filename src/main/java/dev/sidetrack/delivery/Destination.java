// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.spi.Limits;
import dev.sidetrack.spi.Provider;

/**
 * Where hits go: one provider that the configuration names.
 *
 * @param name the name the configuration gives it
 * @param provider the provider
 * @param route which hits it gets
 * @param circuit whether it takes hits at present
 * @param concurrency how many requests may be under way to it at once
 */
public record Destination(String name, Provider provider, Route route, Circuit circuit, int concurrency) {

    /** What its provider takes; anything if its code cannot say so, by which the attempt will fail and tell. */
    public Limits limits() {
        try {
            var limits = provider.limits();
            return limits == null ? Limits.NONE : limits;
        } catch (RuntimeException | Error broken) {
            return Limits.NONE;
        }
    }
}
