// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Destinations of which only the states are of interest, for tests outside the package. */
public final class StatesOf extends Destinations {

    private final List<ProviderState> states = new ArrayList<>();

    public StatesOf() {
        super(List.of());
    }

    /** A destination in that state, with nothing waiting. */
    public void put(String name, String circuit, String trouble, Instant openSince) {
        put(new ProviderState(name, circuit, trouble, openSince, false, null));
    }

    /** A destination in that state. */
    public void put(ProviderState state) {
        states.add(state);
    }

    @Override
    public List<ProviderState> states() {
        return List.copyOf(states);
    }
}
