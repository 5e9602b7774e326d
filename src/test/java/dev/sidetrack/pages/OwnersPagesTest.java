// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Hit;
import dev.sidetrack.HitOutcomes;
import dev.sidetrack.SampleHits;
import dev.sidetrack.config.SettingsOf;
import dev.sidetrack.queue.DeadLetter;
import dev.sidetrack.queue.UnreachableDeadLetters;
import dev.sidetrack.stats.Note;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only owners do: dead letters and notes. */
class OwnersPagesTest {

    private static final String NO_SITE = Access.sha256("matomo\0no such <site>");

    private final List<String> done = new ArrayList<>();
    private boolean many;
    private Pages pages;

    @BeforeEach
    void start() throws IOException {
        pages = SamplePages.of(
                SettingsOf.one("sidetrack.stats.open-on-loopback", "true"),
                new Noted(),
                new HitOutcomes(),
                new PagesTest.Ticking(),
                new Letters());
    }

    @Test
    void deadLetters_ofOneReason_areOneLineThatOpens() throws IOException {
        var page = ask("/dead-letters").text();
        assertThat(page.split("<summary>", -1)).as("lines, of three letters").hasSize(3);
        assertThat(page)
                .contains("no such &lt;site&gt;", "Hits 5 ·", "Attempts: 4", "Last HTTP status: 400", "Send again")
                .doesNotContain("<site>");
    }

    @Test
    void replay_ofAProvider_isDoneAtOnce() throws IOException {
        var answer = post("/dead-letters", "replay", NO_SITE, token());
        assertThat(answer.status).isEqualTo(303);
        assertThat(answer.answerHeader("Location")).isEqualTo("/shop/sidetrack/stats/dead-letters?done=2");
        assertThat(done).containsExactly("replay matomo no such <site>");
    }

    @Test
    void purge_ofAProvider_isAskedOnceMore() throws IOException {
        var asked = post("/dead-letters", "purge", NO_SITE, token());
        assertThat(asked.status).isEqualTo(200);
        assertThat(asked.text())
                .contains("Delete these dead letters of matomo?", "no such &lt;site&gt;", "value=\"purge-surely\"");
        assertThat(done).isEmpty();
        assertThat(post("/dead-letters", "purge-surely", NO_SITE, token()).status)
                .isEqualTo(303);
        assertThat(done).containsExactly("purge matomo no such <site>");
    }

    @Test
    void deadLetters_ofAnOpenedGroup_showTheirHits() throws IOException {
        assertThat(ask("/dead-letters").text())
                .contains("/dead-letters?open=" + NO_SITE)
                .doesNotContain("order-placed");
        assertThat(new Asked("/dead-letters")
                        .locally()
                        .query("open=" + NO_SITE)
                        .of(pages)
                        .text())
                .contains("order-placed", "<details open>");
        assertThat(new Asked("/dead-letters")
                        .locally()
                        .query("open=" + Access.sha256("\0"))
                        .of(pages)
                        .text())
                .contains("No hit can be read in it.");
    }

    @Test
    void deadLetters_ofWhichThereAreVeryMany_areSaidToBeTheFirst() throws IOException {
        assertThat(ask("/dead-letters").text()).doesNotContain("Only the first");
        many = true;
        assertThat(ask("/dead-letters").text()).contains("Only the first 1,000 messages are listed.", "Hits 1000 ·");
    }

    @Test
    void done_inTheAddress_isANumber() throws IOException {
        assertThat(new Asked("/dead-letters")
                        .locally()
                        .query("done=2")
                        .of(pages)
                        .text())
                .contains("Messages done: 2.");
        assertThat(new Asked("/dead-letters").locally().query("done=call+us").of(pages).status)
                .isEqualTo(400);
        assertThat(post("/dead-letters", "replay", "gone", token()).answerHeader("Location"))
                .endsWith("?done=0");
    }

    @Test
    void post_withoutATokenOfOurs_changesNothing() throws IOException {
        assertThat(post("/dead-letters", "replay", NO_SITE, null).status).isEqualTo(403);
        assertThat(post("/dead-letters", "replay", NO_SITE, token().replace('.', '0')).status)
                .isEqualTo(403);
        assertThat(new Asked("/dead-letters")
                        .locally()
                        .foreign()
                        .post("action", "replay")
                        .post("group", NO_SITE)
                        .post("token", token())
                        .of(pages)
                        .status)
                .as("by another site's page")
                .isEqualTo(403);
        assertThat(new Asked("/notes")
                        .locally()
                        .post("action", "add")
                        .post("text", "x")
                        .post("day", "2026-11-01")
                        .of(pages)
                        .status)
                .isEqualTo(403);
        assertThat(done).isEmpty();
    }

    @Test
    void post_ofSomethingElse_isABadRequest() throws IOException {
        assertThat(post("/dead-letters", "burn", NO_SITE, token()).status).isEqualTo(400);
        assertThat(post("/dead-letters", "replay", null, token()).status).isEqualTo(400);
    }

    @Test
    void note_added_isKeptAtNoonOfItsDay() throws IOException {
        var answer = new Asked("/notes")
                .locally()
                .post("action", "add")
                .post("day", "2026-11-14")
                .post("text", " Newsletter ")
                .post("token", token())
                .of(pages);
        assertThat(answer.status).isEqualTo(303);
        assertThat(done).containsExactly("note 2026-11-14T11:00:00Z Newsletter");
        assertThat(new Asked("/notes")
                        .locally()
                        .post("action", "add")
                        .post("day", "soon")
                        .post("text", "x")
                        .post("token", token())
                        .of(pages)
                        .status)
                .isEqualTo(400);
    }

    @Test
    void note_removed_isGone() throws IOException {
        assertThat(ask("/notes").text()).contains("name=\"id\" value=\"2\"", "Newsletter");
        assertThat(new Asked("/notes")
                        .locally()
                        .post("action", "remove")
                        .post("id", "2")
                        .post("token", token())
                        .of(pages)
                        .status)
                .isEqualTo(303);
        assertThat(done).containsExactly("remove 2");
    }

    private String token() throws IOException {
        return ask("/notes").text().replaceAll("(?s).*?name=\"token\" value=\"([^\"]+)\".*", "$1");
    }

    private Asked ask(String path) throws IOException {
        return new Asked(path).locally().of(pages);
    }

    private Asked post(String path, String action, String group, String token) throws IOException {
        return new Asked(path)
                .locally()
                .post("action", action)
                .post("group", group)
                .post("token", token)
                .of(pages);
    }

    private final class Letters extends UnreachableDeadLetters {

        @Override
        public List<DeadLetter> list(int most) {
            var died = Instant.parse("2026-11-20T10:00:00Z");
            if (many) {
                return Collections.nCopies(most, new DeadLetter("matomo", "no", 400, 1, 1, died, died));
            }
            return List.of(
                    new DeadLetter("matomo", "no such <site>", 400, 2, 4, died, died),
                    new DeadLetter("matomo", "no such <site>", 400, 3, 1, died, died),
                    new DeadLetter("", "", 0, 0, 0, null, null));
        }

        @Override
        public int replay(String provider, String reason) {
            done.add("replay " + provider + ' ' + reason);
            return 2;
        }

        @Override
        public int purge(String provider, String reason) {
            done.add("purge " + provider + ' ' + reason);
            return 2;
        }

        @Override
        public List<Hit> hits(String provider, String reason, int most) {
            return provider.isEmpty() ? List.of() : List.of(SampleHits.event());
        }
    }

    private final class Noted extends FakeStats {

        @Override
        public Note note(String site, Instant time, String text) {
            done.add("note " + time + ' ' + text);
            return new Note(3, site, time, text);
        }

        @Override
        public void removeNote(long id) {
            done.add("remove " + id);
        }
    }
}
