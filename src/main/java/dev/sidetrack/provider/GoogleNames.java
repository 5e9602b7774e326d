// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import java.util.List;
import java.util.Set;

/**
 * Makes names fit Google Analytics 4: letters, digits and underscores, a letter first, at most 40 characters, none of the
 * reserved ones. Google drops what does not fit without a word.
 *
 * @see <a href="https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_names">Reserved names</a>
 */
final class GoogleNames {

    private static final int LONGEST = 40;
    private static final List<String> RESERVED_PREFIXES = List.of("ga_", "google_", "firebase_");
    private static final Set<String> RESERVED_EVENTS = Set.of("ad_activeview", "ad_click", "ad_exposure", "ad_query",
            "ad_reward", "adunit_exposure", "app_clear_data", "app_exception", "app_install", "app_remove", "app_store_refund",
            "app_update", "app_upgrade", "dynamic_link_app_open", "dynamic_link_app_update", "dynamic_link_first_open",
            "error", "first_open", "first_visit", "in_app_purchase", "notification_dismiss", "notification_foreground",
            "notification_open", "notification_receive", "os_update", "screen_view", "session_start",
            "session_start_with_rollout", "user_engagement");

    private GoogleNames() {}

    /** The name of an event: {@code order-placed} becomes {@code order_placed}. */
    static String event(String name) {
        var fitting = param(name);
        return RESERVED_EVENTS.contains(fitting) ? "event_" + fitting : fitting;
    }

    /** The name of a parameter. */
    static String param(String name) {
        var fitting = new StringBuilder(name.length());
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            var fits = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            fitting.append(fits ? c : '_');
        }
        var letterFirst = !fitting.isEmpty() && Character.isLetter(fitting.charAt(0));
        if (!letterFirst || RESERVED_PREFIXES.stream().anyMatch(prefix -> fitting.indexOf(prefix) == 0)) {
            fitting.insert(0, "x_");
        }
        return fitting.length() > LONGEST ? fitting.substring(0, LONGEST) : fitting.toString();
    }
}
