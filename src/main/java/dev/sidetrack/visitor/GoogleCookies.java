// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads the cookies of Google's own script if configured ({@code sidetrack.google-cookies=true}), so that hits from the
 * server join the browser's visitors and sessions: the client id of {@code _ga} ({@code GA1.1.<client>}), and the
 * session of each {@code _ga_<id>} ({@code GS1.1.<session>.…} or {@code GS2.1.s<session>$…}).
 */
@Shared
public class GoogleCookies {

    private static final int MOST_SESSIONS = 3;
    private static final Pattern CLIENT =
            Pattern.compile("(?:^|;) *_ga=GA\\d\\.\\d{1,2}\\.(\\d{1,12}\\.\\d{1,12})(?=;|$)");
    private static final Pattern SESSION =
            Pattern.compile("(?:^|;) *(_ga_[A-Z0-9]{1,20})=GS\\d\\.\\d{1,2}\\.s?(\\d{1,12})[.$]");

    private final boolean read;

    @Inject
    GoogleCookies(Settings settings) {
        read = settings.get(Keys.GOOGLE_COOKIES);
    }

    /** The ids by the names of their cookies; empty if there are none or this is switched off. */
    public Map<String, String> read(String cookieHeader) {
        if (!read || cookieHeader == null || !cookieHeader.contains("_ga")) {
            return Map.of();
        }
        var ids = new HashMap<String, String>();
        var client = CLIENT.matcher(cookieHeader);
        if (client.find()) {
            ids.put("_ga", client.group(1));
        }
        var session = SESSION.matcher(cookieHeader);
        while (session.find() && ids.size() <= MOST_SESSIONS) {
            ids.put(session.group(1), session.group(2));
        }
        return ids;
    }
}
