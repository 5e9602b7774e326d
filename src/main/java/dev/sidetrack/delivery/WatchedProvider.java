// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import dev.sidetrack.Hit;
import dev.sidetrack.HitFates;
import dev.sidetrack.HitFates.State;
import dev.sidetrack.spi.Outcome;
import dev.sidetrack.spi.Provider;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Stands before a provider and tells what it says of each hit to who looks. By reflection, so that it never answers for the provider
 * in what it does not know of.
 *
 * @param name what the configuration calls it
 * @param provider the provider itself
 * @param fates whom it tells
 */
record WatchedProvider(String name, Provider provider, HitFates fates) implements InvocationHandler {

    private static final String SEND = "send";

    static Provider of(String name, Provider provider, HitFates fates) {
        return (Provider) Proxy.newProxyInstance(Provider.class.getClassLoader(), new Class<?>[] {Provider.class},
                new WatchedProvider(name, provider, fates));
    }

    /** The provider that this one stands before. */
    static Provider behind(Provider watched) {
        return ((WatchedProvider) Proxy.getInvocationHandler(watched)).provider();
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            var answer = method.invoke(provider, arguments);
            if (fates.isWatched() && method.getName().equals(SEND)) {
                tell((List<?>) arguments[0], (List<?>) answer);
            }
            return answer;
        } catch (InvocationTargetException failed) {
            if (fates.isWatched() && failed.getCause() instanceof IOException unreachable) {
                ((List<?>) arguments[0]).forEach(hit -> fates.settled(name, (Hit) hit, State.WAITING, unreachable.getMessage()));
            }
            throw failed.getCause();
        }
    }

    private void tell(List<?> hits, List<?> outcomes) {
        for (var i = 0; outcomes != null && i < Math.min(hits.size(), outcomes.size()); i++) {
            tell((Hit) hits.get(i), (Outcome) outcomes.get(i), hits.size() == 1);
        }
    }

    private void tell(Hit hit, Outcome outcome, boolean alone) {
        if (outcome instanceof Outcome.Accepted) {
            fates.settled(name, hit, State.ACCEPTED, null);
        } else if (outcome instanceof Outcome.Rejected rejected) {
            fates.settled(name, hit, State.REJECTED, rejected.reason());
        } else if (outcome instanceof Outcome.Dropped dropped) {
            fates.settled(name, hit, State.FILTERED, dropped.reason());
        } else if (outcome instanceof Outcome.Unclear) {
            fates.settled(name, hit, State.WAITING, "reply not understood");
        } else if (outcome instanceof Outcome.Refused refused) {
            fates.settled(name, hit, alone ? State.REJECTED : State.WAITING, refused.reason());
        } else if (outcome instanceof Outcome.Retry retry) {
            fates.settled(name, hit, State.WAITING, retry.reason());
        } else if (outcome instanceof Outcome.Stop stop) {
            fates.settled(name, hit, State.WAITING, stop.reason());
        }
    }
}
