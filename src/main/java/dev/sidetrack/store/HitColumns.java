// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.util.List;

/** The columns of an export, in this order: they hold every text, so that an import needs nothing else. */
final class HitColumns {

    static final List<String> NAMES = List.of(
            "id",
            "time",
            "site",
            "visitor",
            "kind",
            "visit",
            "path",
            "title",
            "event",
            "category",
            "label",
            "value",
            "channel",
            "referrer",
            "referrerPage",
            "source",
            "medium",
            "campaign",
            "keyword",
            "content",
            "language",
            "country",
            "browser",
            "system",
            "device",
            "serverTimeMicros",
            "consent",
            "user",
            "properties");

    private HitColumns() {}
}
