// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.json;

import dev.sidetrack.Campaign;
import dev.sidetrack.ClientHints;
import dev.sidetrack.Consent;
import dev.sidetrack.Hit;
import dev.sidetrack.Page;
import dev.sidetrack.Session;
import dev.sidetrack.TrackedEvent;
import dev.sidetrack.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A hit as a JSON object, on the queue and in the log: times in microseconds, absent parts left out, unknown members
 * ignored so that an older node reads what a newer one wrote.
 */
public final class HitJson {

    private static final Set<String> ANALYTICS = Set.of("analytics");
    private static final long MICROS = TimeUnit.SECONDS.toMicros(1);

    private HitJson() {}

    /** Writes the hit as one object. */
    public static void write(JsonWriter json, Hit hit) {
        json.object();
        writeMembers(json, hit);
        json.end();
    }

    /** Writes the hit's members into the object that {@code json} is in. */
    public static void writeMembers(JsonWriter json, Hit hit) {
        json.field("id", hit.id().toString()).field("time", micros(hit.time())).field("site", hit.site());
        write(json, hit.page());
        if (hit.visitor() != null) {
            write(json, hit.visitor());
        }
        if (hit.event() != null) {
            write(json, hit.event());
        }
        if (hit.campaign() != null) {
            CampaignJson.write(json.name("campaign"), hit.campaign());
        }
        if (hit.serverTime() != null) {
            json.field("serverTime", hit.serverTime().toNanos() / 1000);
        }
    }

    /** Reads one object; throws a {@link MalformedJsonException} if it is not a hit. */
    public static Hit read(JsonReader json) {
        var fields = new Fields();
        json.beginObject();
        for (var name = json.nextName(); name != null; name = json.nextName()) {
            fields.read(name, json);
        }
        return fields.hit();
    }

    private static void write(JsonWriter json, Page page) {
        json.field("scheme", page.scheme()).field("host", page.host());
        if (page.port() != 0) {
            json.field("port", page.port());
        }
        json.field("path", page.path());
        json.field("query", page.query()).field("title", page.title()).field("referrer", page.referrer());
        json.field("view", page.viewId() == null ? null : page.viewId().toString());
    }

    private static void write(JsonWriter json, Visitor visitor) {
        json.field("client", visitor.clientId());
        if (visitor.session() != null) {
            json.field("session", visitor.session().id())
                    .field("sessionNumber", visitor.session().number());
        }
        json.field("address", visitor.address()).field("userAgent", visitor.userAgent());
        json.field("language", visitor.language())
                .field("consent", visitor.consent().name());
        json.field("purposes", purposes(visitor));
        json.field("user", visitor.userId());
        if (!visitor.aliases().isEmpty()) {
            json.name("aliases").object();
            visitor.aliases().forEach(json::field);
            json.end();
        }
        json.field("screen", visitor.screen()).field("country", visitor.country());
        if (visitor.hints() != null) {
            write(json, visitor.hints());
        }
    }

    /** The purposes that do not follow from the consent, or {@code null}. */
    private static String purposes(Visitor visitor) {
        var known = visitor.consent() == Consent.GRANTED ? ANALYTICS : Set.<String>of();
        return visitor.purposes().equals(known) ? null : String.join(" ", new TreeSet<>(visitor.purposes()));
    }

    private static void write(JsonWriter json, ClientHints hints) {
        json.name("hints").object().field("brands", hints.brands());
        if (hints.mobile() != null) {
            json.name("mobile").value(hints.mobile());
        }
        json.field("platform", hints.platform()).field("platformVersion", hints.platformVersion());
        json.field("model", hints.model()).field("fullVersions", hints.fullVersions());
        json.end();
    }

    private static void write(JsonWriter json, TrackedEvent event) {
        json.field("event", event.name()).field("category", event.category()).field("label", event.label());
        if (event.value() != null) {
            json.field("value", event.value());
        }
        if (!event.properties().isEmpty()) {
            json.name("properties").object();
            event.properties().forEach((name, value) -> json.name(name).value(value));
            json.end();
        }
    }

    private static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / 1000;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1000);
    }

    /** The parts of a hit that have been read so far. */
    private static final class Fields {
        private final Hit.Builder hit = Hit.builder();
        private final Page.Builder page = Page.builder();
        private UUID id;
        private Instant time;
        private String client;
        private long session;
        private int sessionNumber;
        private String address;
        private String userAgent;
        private String language;
        private Consent consent;
        private Set<String> purposes;
        private String user;
        private Map<String, String> aliases = Map.of();
        private String screen;
        private String country;
        private ClientHints hints;
        private String event;
        private String category;
        private String label;
        private Double value;
        private Map<String, Object> properties = Map.of();

        void read(String name, JsonReader json) {
            switch (name) {
                case "id" -> id = uuid(json.string());
                case "time" -> time = instant(json.integer());
                case "site" -> hit.site(json.string());
                case "scheme" -> page.scheme(json.string());
                case "host" -> page.host(json.string());
                case "port" -> page.port((int) json.integer());
                case "path" -> page.path(json.string());
                case "query" -> page.query(json.string());
                case "title" -> page.title(json.string());
                case "referrer" -> page.referrer(json.string());
                case "view" -> page.viewId(uuid(json.string()));
                case "client" -> client = json.string();
                case "session" -> session = json.integer();
                case "sessionNumber" -> sessionNumber = (int) json.integer();
                case "address" -> address = json.string();
                case "userAgent" -> userAgent = json.string();
                case "language" -> language = json.string();
                case "consent" -> consent = consent(json.string());
                case "purposes" -> purposes = Set.of(json.string().split(" "));
                case "user" -> user = json.string();
                case "aliases" -> aliases = strings(json);
                case "screen" -> screen = json.string();
                case "country" -> country = json.string();
                case "hints" -> hints = hints(json);
                case "campaign" -> hit.campaign(campaign(json));
                case "event" -> event = json.string();
                case "category" -> category = json.string();
                case "label" -> label = json.string();
                case "value" -> value = number(json.scalar());
                case "properties" -> properties = properties(json);
                case "serverTime" -> hit.serverTime(Duration.ofNanos(json.integer() * 1000));
                default -> json.skip();
            }
        }

        Hit hit() {
            if (id == null || time == null) {
                throw new MalformedJsonException("a hit needs an id and a time", -1);
            }
            return hit.id(id)
                    .time(time)
                    .page(page.build())
                    .visitor(visitor())
                    .event(event())
                    .build();
        }

        private Visitor visitor() {
            if (client == null) {
                return null;
            }
            var visit = sessionNumber == 0 ? null : Session.of(session, sessionNumber);
            return Visitor.builder(client)
                    .session(visit)
                    .address(address)
                    .userAgent(userAgent)
                    .language(language)
                    .consent(consent)
                    .purposes(purposes)
                    .userId(user)
                    .aliases(aliases)
                    .hints(hints)
                    .screen(screen)
                    .country(country)
                    .build();
        }

        private TrackedEvent event() {
            if (event == null) {
                return null;
            }
            if (event.isBlank()) {
                throw new MalformedJsonException("an event needs a name", -1);
            }
            return new TrackedEvent(event, category, label, value, properties);
        }

        private static ClientHints hints(JsonReader json) {
            var texts = new HashMap<String, String>();
            Boolean mobile = null;
            json.beginObject();
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                if ("mobile".equals(name)) {
                    mobile = Boolean.TRUE.equals(json.scalar());
                } else {
                    texts.put(name, json.string());
                }
            }
            return new ClientHints(
                    texts.get("brands"),
                    mobile,
                    texts.get("platform"),
                    texts.get("platformVersion"),
                    texts.get("model"),
                    texts.get("fullVersions"));
        }

        private static Campaign campaign(JsonReader json) {
            var values = strings(json);
            return Campaign.builder()
                    .source(values.get("source"))
                    .medium(values.get("medium"))
                    .name(values.get("name"))
                    .term(values.get("term"))
                    .content(values.get("content"))
                    .id(values.get("id"))
                    .sourcePlatform(values.get("sourcePlatform"))
                    .creativeFormat(values.get("creativeFormat"))
                    .marketingTactic(values.get("marketingTactic"))
                    .clickId(values.get("clickIdName"), values.get("clickId"))
                    .build();
        }

        private static Map<String, String> strings(JsonReader json) {
            var values = new HashMap<String, String>();
            json.beginObject();
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                values.put(name, json.string());
            }
            return values;
        }

        private static Map<String, Object> properties(JsonReader json) {
            var properties = new LinkedHashMap<String, Object>();
            json.beginObject();
            for (var name = json.nextName(); name != null; name = json.nextName()) {
                properties.put(name, json.value());
            }
            return properties;
        }

        private static Double number(Object scalar) {
            if (scalar instanceof Number number) {
                return number.doubleValue();
            }
            throw new MalformedJsonException("a value must be a number", -1);
        }

        private static UUID uuid(String text) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException malformed) {
                throw new MalformedJsonException("an id must be a UUID", -1);
            }
        }

        private static Consent consent(String text) {
            try {
                return Consent.valueOf(text);
            } catch (IllegalArgumentException unknown) {
                throw new MalformedJsonException("unknown consent", -1);
            }
        }
    }
}
