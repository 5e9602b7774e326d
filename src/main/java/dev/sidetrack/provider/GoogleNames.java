// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes names fit Google Analytics 4: letters and digits of every script and underscores, a letter first, at most 40
 * characters, none of the reserved ones. Google drops what does not fit without a word.
 *
 * @see <a
 *     href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names">Reserved
 *     names</a>
 */
final class GoogleNames {

    private static final int LONGEST = 40;
    private static final List<String> RESERVED_PREFIXES = List.of("ga_", "google_", "firebase_");
    private static final Set<String> RESERVED_EVENTS = Set.of(
            "ad_activeview",
            "ad_click",
            "ad_exposure",
            "ad_query",
            "ad_reward",
            "adunit_exposure",
            "app_clear_data",
            "app_exception",
            "app_install",
            "app_remove",
            "app_store_refund",
            "app_update",
            "app_upgrade",
            "dynamic_link_app_open",
            "dynamic_link_app_update",
            "dynamic_link_first_open",
            "error",
            "first_open",
            "first_visit",
            "in_app_purchase",
            "notification_dismiss",
            "notification_foreground",
            "notification_open",
            "notification_receive",
            "os_update",
            "screen_view",
            "session_start",
            "session_start_with_rollout",
            "user_engagement");

    private static final int HASH = 5;
    private static final int MOST_OWNERS = 1_000;
    private static final String SEPARATORS = "-. :/_";

    private final Map<String, String> owners = new ConcurrentHashMap<>();

    /**
     * The name of an event: {@code order-placed} becomes {@code order_placed}. Where another one has become so already,
     * a hash of the whole name is added.
     */
    String event(String name) {
        var fitting = param(name);
        var free = RESERVED_EVENTS.contains(fitting) ? "event_" + fitting : fitting;
        var owner = owners.size() < MOST_OWNERS ? owners.putIfAbsent(free, name) : owners.get(free);
        return owner == null || owner.equals(name) ? free : hashed(free, name);
    }

    /**
     * The name of a parameter; with a hash of the whole name where it loses more than separators, since others may lose
     * the same.
     */
    static String param(String name) {
        var fitting = new StringBuilder(name.length());
        var loses = false;
        for (var i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            var c = name.codePointAt(i);
            var fits = Character.isLetterOrDigit(c);
            loses |= !fits && SEPARATORS.indexOf(c) < 0;
            fitting.appendCodePoint(fits ? c : '_');
        }
        var letterFirst = !fitting.isEmpty() && Character.isLetter(fitting.codePointAt(0));
        if (!letterFirst || RESERVED_PREFIXES.stream().anyMatch(prefix -> fitting.indexOf(prefix) == 0)) {
            fitting.insert(0, "x_");
        }
        return loses || fitting.length() > LONGEST ? hashed(fitting.toString(), name) : fitting.toString();
    }

    /** What fits, cut to make room for a hash of the name as it was. */
    static String hashed(String fitting, String name) {
        var hash = String.format("_%04x", name.hashCode() >>> 16 ^ name.hashCode() & 0xFFFF);
        return Texts.cut(fitting, LONGEST - HASH) + hash;
    }
}
