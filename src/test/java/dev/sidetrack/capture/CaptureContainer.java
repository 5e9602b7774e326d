// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.Tracker;
import dev.sidetrack.buffer.DurableHits;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.config.Settings;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.Countries;
import dev.sidetrack.visitor.GoogleCookies;
import dev.sidetrack.visitor.UserIds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The capturing beans and some of an application's, in Weld, with every setting at its default. */
final class CaptureContainer implements AutoCloseable {

    private static final Logger WELD_LOG = Logger.getLogger("org.jboss.weld");

    private final SeContainer weld;
    private final Tracking tracking;

    CaptureContainer(Class<?>... beans) throws IOException {
        WELD_LOG.setLevel(Level.SEVERE);
        weld = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(
                        Settings.class, HitCounts.class, HitOutcomes.class, HitBuffer.class, Tracker.class, Queue.class)
                .addBeanClasses(
                        Privacy.class,
                        Masks.class,
                        QueryRules.class,
                        ClientAddress.class,
                        Countries.class,
                        UserIds.class,
                        GoogleCookies.class)
                .addBeanClasses(
                        HitFactory.class,
                        LastViews.class,
                        Commits.class,
                        HitRecorder.class,
                        EventTracking.class,
                        ServedRequest.class,
                        TrackedInterceptor.class)
                .addBeanClasses(beans)
                .initialize();
        tracking = new Tracking(
                get(Settings.class),
                get(HitFactory.class),
                get(LastViews.class),
                get(HitRecorder.class),
                get(HitBuffer.class),
                get(HitCounts.class),
                get(HitOutcomes.class));
    }

    <T> T get(Class<T> bean) {
        return weld.select(bean).get();
    }

    /** Serves a request within which the action happens; the answer is JSON unless the action says otherwise. */
    FakeResponse serve(Action action) throws IOException, ServletException {
        return serve(new FakeRequest("/shop/api/orders"), action);
    }

    FakeResponse serve(FakeRequest request, Action action) throws IOException, ServletException {
        return tracking.serve(request, (http, response) -> {
            response.setContentType("application/json");
            action.run();
        });
    }

    /** The hits in the buffer since the last call. */
    List<Hit> hits() {
        return tracking.hits();
    }

    /** The hits that went to the queue at once since the last call. */
    List<Hit> durableHits() {
        return get(Queue.class).take();
    }

    HitCounts counts() {
        return get(HitCounts.class);
    }

    @Override
    public void close() {
        weld.close();
    }

    /** What happens in a request. */
    interface Action {
        void run() throws IOException, ServletException;
    }

    /** Stands for the queue. */
    @ApplicationScoped
    static class Queue implements DurableHits {

        private final List<Hit> hits = new ArrayList<>();
        private boolean isDown;

        @Override
        public void publish(Hit hit) {
            if (isDown) {
                throw new IllegalStateException("the queue is down");
            }
            hits.add(hit);
        }

        void isDown(boolean isDown) {
            this.isDown = isDown;
        }

        List<Hit> take() {
            var taken = List.copyOf(hits);
            hits.clear();
            return taken;
        }
    }
}
