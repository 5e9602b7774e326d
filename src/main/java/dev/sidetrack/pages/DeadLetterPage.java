// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Hit;
import dev.sidetrack.config.Shared;
import dev.sidetrack.json.HitJson;
import dev.sidetrack.json.JsonWriter;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.DeadLetters;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;

/** {@code …/dead-letters}: dead letters by provider and reason. Replaying needs one click, purging a confirmation. */
@Shared
class DeadLetterPage {

    static final String PATH = "/dead-letters";
    private static final List<String> ACTIONS = List.of("replay", "purge", "purge-surely");
    private static final int MOST = 1_000;
    private static final int MOST_LETTERS_OPENED = 20;
    private static final int MOST_HITS_SHOWN = 100;

    /** Looked up only when the page is opened: the queue must not be used while the application starts. */
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

    /** Shows the page, with the hits of the group that the address opens. */
    void show(Frame frame, Parameters parameters, Answer answer) throws IOException {
        var done = parameters.one("done") == null
                ? null
                : new Numbers(frame.words()).whole(JsonApi.number(parameters, "done", 0, 0, Integer.MAX_VALUE));
        var listed = letters.get().list(MOST + 1);
        var groups = groups(listed);
        var opened = groups.stream()
                .filter(group -> group.key().equals(parameters.one("open")))
                .findFirst();
        var hits = opened.map(group -> letters.get().hits(group.provider(), group.reason(), MOST_LETTERS_OPENED))
                .orElse(List.of());
        var page = new Page(
                frame,
                groups,
                opened.map(Group::key).orElse(null),
                hits.stream().limit(MOST_HITS_SHOWN).map(DeadLetterPage::text).toList(),
                listed.size() > MOST ? new Numbers(frame.words()).whole(MOST) : null,
                null,
                done);
        answer.html(Html.of("dead", page));
    }

    private static String text(Hit hit) {
        var json = new JsonWriter().object();
        HitJson.writeMembers(json, hit);
        return Labels.inert(json.end().toString());
    }

    /** Handles a form of ours: replays or purges all dead letters of one provider and reason. */
    void act(Frame frame, HttpServletRequest request, Answer answer) throws IOException {
        var key = SignIn.parameter(request, "group");
        var action = String.valueOf(SignIn.parameter(request, "action"));
        if (key == null) {
            throw Problem.badRequest("group", "it is missing");
        }
        if (!ACTIONS.contains(action)) {
            throw Problem.badRequest("action", "expected replay or purge");
        }
        var group = groups(letters.get().list(MOST)).stream()
                .filter(each -> each.key().equals(key))
                .findFirst();
        if (group.isPresent() && action.equals("purge")) {
            var page = new Page(frame, List.of(), null, List.of(), null, group.get(), null);
            answer.html(Html.of("dead", page));
            return;
        }
        // Somebody else may have handled them already.
        int done = group.map(each -> action.equals("replay")
                        ? letters.get().replay(each.provider(), each.reason())
                        : letters.get().purge(each.provider(), each.reason()))
                .orElse(0);
        answer.seeOther(frame.base() + PATH + "?done=" + done);
    }

    private List<Group> groups(List<DeadLetter> letters) {
        var found = new LinkedHashMap<List<String>, Group>();
        letters.stream()
                .limit(MOST)
                .forEach(letter -> found.merge(
                        List.of(letter.provider(), letter.reason()),
                        new Group(letter, 1, letter.hits(), time(letter.firstFailure()), time(letter.died())),
                        (one, other) -> new Group(
                                one.first(),
                                one.messages() + 1,
                                one.hits() + other.hits(),
                                one.failed(),
                                other.last())));
        return List.copyOf(found.values());
    }

    private String time(Instant instant) {
        return instant == null
                ? "–"
                : instant.atZone(today.zone())
                        .toLocalDateTime()
                        .withNano(0)
                        .toString()
                        .replace('T', ' ');
    }

    /**
     * Dead letters of one provider with one reason.
     *
     * @param first the oldest of them
     * @param messages how many there are
     * @param hits how many hits they hold
     * @param failed when the oldest first failed
     * @param last when the newest died
     */
    record Group(DeadLetter first, int messages, int hits, String failed, String last) {

        String provider() {
            return first.provider();
        }

        String reason() {
            return first.reason();
        }

        /** Identifies the group in forms, which would change the line ends of a reason. */
        String key() {
            return Access.sha256(provider() + '\0' + reason());
        }

        String shownReason() {
            return Labels.shown(reason());
        }
    }

    /**
     * @param opened the key of the group whose hits are shown, or {@code null}
     * @param hitsOfOpened its first hits, as JSON
     * @param first how many messages are shown if there are more, or {@code null}
     * @param purged the group to purge, if a confirmation is needed, or {@code null}
     * @param done how many messages were replayed or purged, or {@code null}
     */
    record Page(
            Frame frame,
            List<Group> groups,
            String opened,
            List<String> hitsOfOpened,
            String first,
            Group purged,
            String done) {}
}
