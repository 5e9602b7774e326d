// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * A {@code HitProcessor} needs no constructor: whatever fields come, each has a method that changes it and nothing
 * else.
 */
class ChangedCopyTest {

    private static final Map<Class<?>, Object> OTHERS = Map.ofEntries(
            Map.entry(String.class, "other"),
            Map.entry(int.class, 4711),
            Map.entry(double.class, 47.11),
            Map.entry(Boolean.class, false),
            Map.entry(long.class, 4711L),
            Map.entry(UUID.class, new UUID(1, 2)),
            Map.entry(Duration.class, Duration.ofDays(3)),
            Map.entry(Map.class, Map.of("other", "one")),
            Map.entry(Consent.class, Consent.GRANTED),
            Map.entry(Session.class, Session.of(1, 2)),
            Map.entry(TrackedEvent.class, TrackedEvent.named("other")),
            Map.entry(java.time.Instant.class, java.time.Instant.EPOCH));

    @TestFactory
    Stream<DynamicTest> with_eachField_changesThatAlone() {
        var campaign =
                Campaign.builder().source("newsletter").clickId("gclid", "Cj0").build();
        return Stream.of(
                        SampleHits.pageView().withCampaign(campaign),
                        SampleHits.PAGE,
                        SampleHits.VISITOR,
                        campaign,
                        ClientHints.of("brands", true, "Windows"),
                        Item.of("SKU1", "Blue mug", 15.00),
                        Session.of(5, 6))
                .flatMap(part -> Stream.of(part.getClass().getRecordComponents())
                        .filter(field -> !field.getName().startsWith("clickId")
                                && !List.of("consent", "purposes").contains(field.getName()))
                        .map(field -> DynamicTest.dynamicTest(
                                part.getClass().getSimpleName() + "." + field.getName(), () -> check(part, field))));
    }

    /** A yes is one to analytics at least, and a yes to something else is taken back with it. */
    @Test
    void with_consentAndPurposes_agree() {
        var asked = SampleHits.VISITOR.withConsent(Consent.GRANTED);
        assertThat(asked.purposes()).containsExactly("analytics");
        assertThat(asked.withPurposes(Set.of("ads")).purposes()).containsExactlyInAnyOrder("analytics", "ads");
        assertThat(asked.withPurposes(Set.of("ads")).withUserId("u").purposes()).contains("ads");
        assertThat(asked.withPurposes(Set.of("ads")).withConsent(Consent.DENIED).purposes())
                .isEmpty();
        assertThat(asked.withConsent(Consent.DENIED).withPurposes(Set.of("ads")).purposes())
                .containsExactly("ads");
        assertThat(asked.withPurposes(null)).isEqualTo(asked);
    }

    @Test
    void with_samplesOfProcessors_readAsTheyDo() {
        var hit = SampleHits.pageView();
        assertThat(hit.withPage(hit.page().withTitle("Mug")).page().title()).isEqualTo("Mug");
        assertThat(hit.withVisitor(hit.visitor().withUserId("u-7")).visitor().userId())
                .isEqualTo("u-7");
        assertThat(hit.withEvent(TrackedEvent.named("seen").withProperties(Map.of("a", 1)))
                        .event()
                        .properties())
                .containsEntry("a", 1L);
        assertThat(hit.withCampaign(Campaign.builder().build().withClickId("gclid", "x"))
                        .campaign()
                        .clickId())
                .isEqualTo("x");
        assertThat(TrackedEvent.named("a").label("l").durable().withName("b"))
                .isEqualTo(TrackedEvent.named("b").label("l").durable());
    }

    private static void check(Object part, RecordComponent changed) throws ReflectiveOperationException {
        var name = changed.getName();
        var other = other(changed.getType());
        var method = part instanceof Item ? name : "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        var with = part.getClass()
                .getMethod(method, part instanceof Item && name.equals("price") ? Number.class : changed.getType());
        var copy = with.invoke(part, other);
        for (var field : part.getClass().getRecordComponents()) {
            var expected =
                    field.getName().equals(name) ? other : field.getAccessor().invoke(part);
            assertThat(field.getAccessor().invoke(copy)).as(field.getName()).isEqualTo(expected);
        }
    }

    private static Object other(Class<?> type) {
        if (type == Page.class) {
            return SampleHits.PAGE.withPath("/other");
        }
        if (type == Visitor.class) {
            return SampleHits.VISITOR.withClientId("other");
        }
        return type == Campaign.class ? Campaign.builder().name("other").build() : OTHERS.get(type);
    }
}
