// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What only owners see and do: single hits, dead letters, notes. A post needs the token of a form of ours. */
@Shared
class OwnersPages {

    private final LivePage live;
    private final DeadLetterPage deadLetters;
    private final NotesPage notes;
    private final Seal seal;

    @Inject
    OwnersPages(LivePage live, DeadLetterPage deadLetters, NotesPage notes, Seal seal) {
        this.live = live;
        this.deadLetters = deadLetters;
        this.notes = notes;
        this.seal = seal;
    }

    /** Answers what is ours; {@code false} for the rest. */
    boolean answer(
            String path,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Answer answer)
            throws IOException {
        if (!path.equals(DeadLetterPage.PATH) && !path.equals(NotesPage.PATH)) {
            return live.answer(path, frame, request, response, caller, answer);
        }
        if ("POST".equals(request.getMethod())) {
            if (!caller.own() || !seal.isToken(frame.viewer(), SignIn.parameter(request, "token"))) {
                throw Problem.forbidden("only a form of these pages can do that: load it anew");
            }
            if (path.equals(NotesPage.PATH)) {
                notes.act(frame, request, answer);
            } else {
                deadLetters.act(frame, request, answer);
            }
            return true;
        }
        Questions.requireReading(request, response);
        if (path.equals(NotesPage.PATH)) {
            notes.show(frame, answer);
        } else {
            deadLetters.show(frame, Parameters.of(request.getQueryString()).one("done"), answer);
        }
        return true;
    }
}
