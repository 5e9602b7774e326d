// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lines of which only the states are of interest, for tests outside the package. */
public final class StatesOf extends Lines {

    private final List<ProviderState> states = new ArrayList<>();

    public StatesOf() {
        super(List.of());
    }

    /** A line in that state, with nothing waiting. */
    public void put(String name, String circuit, String trouble, Instant openSince) {
        put(new ProviderState(name, circuit, trouble, openSince, false, null));
    }

    /** A line in that state. */
    public void put(ProviderState state) {
        states.add(state);
    }

    @Override
    public List<ProviderState> states() {
        return List.copyOf(states);
    }
}
