// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.DeadLetters;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * {@code …/dead-letters}: hits that were given up, by provider and reason; replayed at once, purged when asked twice.
 */
@Shared
class DeadLetterPage {

    static final String PATH = "/dead-letters";
    private static final int MOST = 1_000;

    /** Looked up only when somebody looks: the queue must not be asked for while the application starts. */
    private final Supplier<DeadLetters> letters;

    private final Today today;

    @Inject
    DeadLetterPage(Instance<DeadLetters> letters, Today today) {
        this(letters::get, today);
    }

    DeadLetterPage(Supplier<DeadLetters> letters, Today today) {
        this.letters = letters;
        this.today = today;
    }

    /** Shows them. */
    void show(Frame frame, String done, Answer answer) throws IOException {
        var groups = groups();
        var page = new Page(frame, groups, null, done);
        answer.html(Html.of(out -> JtedeadGenerated.render(out, null, page)));
    }

    /** Does what was posted, whose form came from us. */
    void act(Frame frame, HttpServletRequest request, Answer answer) throws IOException {
        var provider = SignIn.parameter(request, "provider");
        var action = String.valueOf(SignIn.parameter(request, "action"));
        if (provider == null) {
            throw Problem.badRequest("provider", "it is missing");
        }
        switch (action) {
            case "replay" ->
                answer.seeOther(frame.base() + PATH + "?done=" + letters.get().replay(provider));
            case "purge" -> {
                var page = new Page(frame, List.of(), provider, null);
                answer.html(Html.of(out -> JtedeadGenerated.render(out, null, page)));
            }
            case "purge-surely" ->
                answer.seeOther(frame.base() + PATH + "?done=" + letters.get().purge(provider));
            default -> throw Problem.badRequest("action", "it is replay or purge");
        }
    }

    private List<Group> groups() {
        var found = new LinkedHashMap<List<String>, Group>();
        for (var letter : letters.get().list(MOST)) {
            found.merge(
                    List.of(letter.provider(), letter.reason()),
                    new Group(letter, 1, letter.hits(), time(letter.died())),
                    (one, other) ->
                            new Group(one.first(), one.messages() + 1, one.hits() + other.hits(), other.last()));
        }
        return List.copyOf(found.values());
    }

    private String time(Instant instant) {
        return instant.atZone(today.zone())
                .toLocalDateTime()
                .withNano(0)
                .toString()
                .replace('T', ' ');
    }

    /** Dead letters of one provider that died of one reason. */
    record Group(DeadLetter first, int messages, int hits, String last) {

        /** What is known of the oldest one. */
        Map<String, String> details() {
            var details = new LinkedHashMap<String, String>();
            details.put("status", String.valueOf(first.status()));
            details.put("attempts", String.valueOf(first.attempts()));
            details.put("first failure", first.firstFailure().toString());
            details.put("died", first.died().toString());
            return details;
        }
    }

    /**
     * @param purged the provider whose dead letters are to be thrown away, if that is asked once more; else
     *     {@code null}
     * @param done how many messages were replayed or purged, or {@code null}
     */
    record Page(Frame frame, List<Group> groups, String purged, String done) {}
}
