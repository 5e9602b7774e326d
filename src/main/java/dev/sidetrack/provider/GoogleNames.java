// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import dev.sidetrack.Texts;
import java.util.List;
import java.util.Set;

/**
 * Makes names valid for Google Analytics 4: letters and digits of any script and underscores, beginning with a letter,
 * at most 40 characters, not reserved. Google silently drops invalid ones. The result is the same on every node and
 * after every restart.
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
            "app_background",
            "app_clear_data",
            "app_exception",
            "app_install",
            "app_remove",
            "app_store_refund",
            "app_store_subscription_cancel",
            "app_store_subscription_convert",
            "app_store_subscription_renew",
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
            "notification_send",
            "os_update",
            "screen_view",
            "session_start",
            "session_start_with_rollout",
            "user_engagement");

    private static final int HASH = 5;

    private GoogleNames() {}

    /** The name of an event: {@code order-placed} becomes {@code order_placed}. */
    static String event(String name) {
        var fitting = fitting(name);
        return unique(RESERVED_EVENTS.contains(fitting) ? "event_" + fitting : fitting, name);
    }

    /** The name of a parameter. */
    static String param(String name) {
        return unique(fitting(name), name);
    }

    /** The valid part, cut to make room for a hash of the original name. */
    static String hashed(String fitting, String name) {
        var hash = String.format("_%04x", name.hashCode() >>> 16 ^ name.hashCode() & 0xFFFF);
        return Texts.cut(fitting, LONGEST - HASH) + hash;
    }

    /**
     * Whether the name needs a hash, which must not depend on other names, because these may be on another node or from
     * before a restart: any change needs one, except for dashes, the usual case.
     */
    private static String unique(String fitting, String name) {
        var isUsual = fitting.length() <= LONGEST && fitting.equals(name.replace('-', '_'));
        return isUsual ? fitting : hashed(fitting, name);
    }

    private static String fitting(String name) {
        var fitting = new StringBuilder(name.length());
        name.codePoints().forEach(c -> fitting.appendCodePoint(Character.isLetterOrDigit(c) ? c : '_'));
        var letterFirst = !fitting.isEmpty() && Character.isLetter(fitting.codePointAt(0));
        if (!letterFirst || RESERVED_PREFIXES.stream().anyMatch(prefix -> fitting.indexOf(prefix) == 0)) {
            fitting.insert(0, "x_");
        }
        return fitting.toString();
    }
}
