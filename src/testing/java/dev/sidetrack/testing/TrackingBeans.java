// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.Tracker;
import dev.sidetrack.buffer.DurableHits;
import dev.sidetrack.buffer.HitBuffer;
import dev.sidetrack.capture.TrackedInterceptor;
import dev.sidetrack.config.Settings;
import dev.sidetrack.consent.CurrentVisitor;
import dev.sidetrack.visitor.ClientAddress;
import dev.sidetrack.visitor.Countries;
import dev.sidetrack.visitor.GoogleCookies;
import dev.sidetrack.visitor.UserIds;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessSyntheticAnnotatedType;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sidetrack's beans for a unit test with CDI and without a server: {@code @Tracked}, {@code Tracker} and
 * {@code Event<TrackedEvent>} work as in a server, and their hits are in {@link Hits} at once. There is no queue, no
 * provider, no request ({@link FakeVisitor} stands in for it), and nothing to configure.
 *
 * <pre>{@code
 * @EnableAutoWeld
 * @AddExtensions(TrackingBeans.class)
 * class OrderServiceTest {
 *
 *     @Inject OrderService orders;
 *     @Inject Hits hits;
 *
 *     @Test
 *     void place_anything_isAPurchase() {
 *         orders.place("blue-mug", 2);
 *         hits.awaitOne(event("purchase").value(36));
 *     }
 * }
 * }</pre>
 *
 * <p>These annotations are from {@code org.jboss.weld:weld-junit5}. Without them, use
 * {@code SeContainerInitializer.newInstance().disableDiscovery().addExtensions(new TrackingBeans())}. Keep discovery
 * off, or it finds the queue and the providers.
 *
 * <p>Configuration keys have their defaults unless they are set here: no file, system property or environment variable
 * is read.
 */
public class TrackingBeans implements Extension {

    private static final List<Class<?>> BEANS = List.of(
            Hits.class,
            FakeVisitor.class,
            Tracker.class,
            CurrentVisitor.class,
            HitCounts.class,
            HitOutcomes.class,
            ClientAddress.class,
            Countries.class,
            UserIds.class,
            GoogleCookies.class,
            TrackedInterceptor.class);

    // By name, because they are not public.
    private static final List<String> BEANS_OF_CAPTURE = List.of(
            "Privacy", "Masks", "QueryRules", "HitFactory", "LastViews", "Commits", "HitRecorder", "EventTracking");

    private final Settings settings;
    private final Set<Class<?>> added = new HashSet<>();

    /** Beans with every setting at its default. */
    public TrackingBeans() {
        this(Map.of());
    }

    /**
     * Beans with these settings.
     *
     * @param settings values by the whole names of their keys
     */
    public TrackingBeans(Map<String, String> settings) {
        this.settings = new Settings(new FixedConfig(settings));
    }

    void add(@Observes BeforeBeanDiscovery discovery, BeanManager beans) throws ClassNotFoundException {
        for (var bean : BEANS) {
            add(bean, discovery, beans);
        }
        for (var name : BEANS_OF_CAPTURE) {
            var bean = TrackedInterceptor.class.getPackageName() + "." + name;
            add(Class.forName(bean, false, TrackedInterceptor.class.getClassLoader()), discovery, beans);
        }
    }

    /** Weld's JUnit extension adds the types of injection points by itself, which would make them ambiguous. */
    void leaveOutSecond(@Observes ProcessAnnotatedType<?> type) {
        if (!(type instanceof ProcessSyntheticAnnotatedType)
                && added.contains(type.getAnnotatedType().getJavaClass())) {
            type.veto();
        }
    }

    void add(@Observes AfterBeanDiscovery discovery, BeanManager beans) {
        discovery
                .<Settings>addBean()
                .beanClass(Settings.class)
                .types(Settings.class, Object.class)
                .scope(Singleton.class)
                .produceWith(all -> settings);
        discovery
                .<HitBuffer>addBean()
                .beanClass(HitBuffer.class)
                .types(HitBuffer.class, Object.class)
                .scope(Singleton.class)
                .produceWith(all -> new RecordingBuffer(
                        all.select(Hits.class).get(),
                        all.select(HitCounts.class).get()));
        discovery
                .<DurableHits>addBean()
                .beanClass(DurableHits.class)
                .types(DurableHits.class, Object.class)
                .scope(Singleton.class)
                .produceWith(all -> hit -> beans.getEvent().fire(new Durable(hit)));
        discovery
                .<Durable>addObserverMethod()
                .beanClass(TrackingBeans.class)
                .observedType(Durable.class)
                .transactionPhase(TransactionPhase.AFTER_SUCCESS)
                .notifyWith(sent -> beans.createInstance()
                        .select(Hits.class)
                        .get()
                        .add(sent.getEvent().hit()));
    }

    private void add(Class<?> bean, BeforeBeanDiscovery discovery, BeanManager beans) {
        added.add(bean);
        // Not by the class, which Weld does not report as ours.
        discovery.addAnnotatedType(beans.createAnnotatedType(bean), "sidetrack " + bean.getName());
    }

    /** Records a hit once its transaction has committed. */
    private record Durable(Hit hit) {}
}
