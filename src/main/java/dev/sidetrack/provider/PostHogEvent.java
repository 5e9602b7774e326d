// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Hit;
import dev.sidetrack.Hosts;
import dev.sidetrack.Texts;
import dev.sidetrack.Visitor;
import dev.sidetrack.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes hits as PostHog events, with the names that its own scripts use.
 *
 * @param spec the names of shop events
 * @param identifies whether visitors who have signed in are persons with a profile
 * @param isV1 whether to use the format of {@code /i/v1}, which puts some properties elsewhere
 * @see <a href="https://posthog.com/docs/data/events#default-properties">Default properties</a>
 */
record PostHogEvent(CommerceSpec spec, boolean identifies, boolean isV1) {

    /** What {@code /i/v1} has elsewhere, or makes itself. */
    private static final Set<String> NO_PROPERTIES_IN_V1 = Set.of(
            "$cookieless_mode",
            "$ignore_sent_at",
            "$lib",
            "$lib_version",
            "$process_person_profile",
            "$product_tour_id",
            "$session_id",
            "$window_id");

    private static final Pattern TWO_PARTS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final int LONGEST_ID = 200;
    private static final String DIRECT = "$direct";

    void write(JsonWriter json, Hit hit) {
        begin(json, hit, hit.isEvent() ? spec.name(hit.event()) : "$pageview", hit.id());
        properties(hit).forEach((name, value) -> {
            if (!isV1 || !NO_PROPERTIES_IN_V1.contains(name)) {
                json.name(name).value(value);
            }
        });
        json.end().end();
    }

    /** Says that the visitor, known by the client id so far, is this user. */
    void writeIdentify(JsonWriter json, Hit hit) {
        var id = UUID.nameUUIDFromBytes((hit.id() + "$identify").getBytes(StandardCharsets.UTF_8));
        begin(json, hit, "$identify", id);
        var properties = new Properties().with("$anon_distinct_id", Texts.cut(ClientIds.of(hit), LONGEST_ID));
        common(properties, hit).forEach((name, value) -> json.name(name).value(value));
        json.end().end();
    }

    private void begin(JsonWriter json, Hit hit, String event, UUID id) {
        var person = isPerson(hit) ? hit.visitor().userId() : ClientIds.of(hit);
        json.object()
                .field("event", event)
                .field("distinct_id", Texts.cut(person, LONGEST_ID))
                .field("uuid", id.toString());
        json.time("timestamp", hit.time());
        if (isV1) {
            json.field("session_id", ClientIds.sessionOf(hit)).name("options").object();
            // Otherwise the time would differ with each retry, and duplicates would not be recognized.
            json.field("process_person_profile", isPerson(hit)).field("disable_skew_correction", true);
            json.end();
        }
        json.name("properties").object();
    }

    private boolean isPerson(Hit hit) {
        return identifies && Identified.isOfAUser(hit);
    }

    private Properties common(Properties properties, Hit hit) {
        if (isV1) {
            return properties;
        }
        return properties
                .with("$process_person_profile", isPerson(hit))
                .with("$lib", "sidetrack")
                .with("$lib_version", Version.TEXT)
                .with("$session_id", ClientIds.sessionOf(hit));
    }

    private Properties properties(Hit hit) {
        var page = hit.page();
        var properties = common(new Properties(), hit)
                .with("$current_url", page.url())
                .with("$host", page.host())
                .with("$pathname", page.path())
                .with("$pageview_id", hit.viewId() == null ? null : hit.viewId().toString())
                .with("title", page.title())
                .with(
                        "server_time_ms",
                        hit.serverTime() == null ? null : hit.serverTime().toMillis());
        CampaignQuery.parameters(hit).forEach(properties::with);
        if (hit.visitor() != null) {
            referrer(properties, page.referrer());
            visitor(properties, hit.visitor());
            var screen = Screen.of(hit);
            properties
                    .with("$screen_width", screen == null ? null : screen.width())
                    .with("$screen_height", screen == null ? null : screen.height());
        }
        if (hit.visitor() == null || hit.visitor().address() == null) {
            // Otherwise PostHog would locate our own address.
            properties.with("$geoip_disable", true);
            properties.with(
                    "$geoip_country_code",
                    hit.visitor() == null ? null : hit.visitor().country());
        }
        return hit.isEvent() ? spec.properties(hit.event(), properties) : properties;
    }

    /** PostHog derives a visit's channel from it, and recognizes a visit without a referrer only by this word. */
    private static void referrer(Properties properties, String referrer) {
        properties
                .with("$referrer", referrer == null ? DIRECT : referrer)
                .with("$referring_domain", referrer == null ? DIRECT : Hosts.of(referrer));
    }

    private static void visitor(Properties properties, Visitor visitor) {
        var device = Device.of(visitor);
        properties
                .with("$ip", visitor.address())
                .with("$raw_user_agent", visitor.userAgent())
                .with("$browser", device.browser())
                .with("$browser_version", number(device.browserVersion()))
                .with("$os", device.system())
                .with("$os_version", device.systemVersion())
                .with("$device_type", device.type())
                .with("$device_model", device.model())
                .with("$browser_language", visitor.language())
                .with("$user_id", visitor.userId())
                .with("consent", Texts.lowerCase(visitor.consent()));
    }

    /** A version as PostHog's script has it, and filters compare it: the first two parts as a number. */
    private static Object number(String version) {
        var parts = version == null ? null : TWO_PARTS.matcher(version);
        return parts != null && parts.lookingAt() ? (Object) Double.valueOf(parts.group()) : version;
    }
}
