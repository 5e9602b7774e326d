// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * The pages for owners only: single hits, dead letters, notes, shared links. A POST needs the token of one of our
 * forms.
 */
@Shared
class OwnersPages {

    private static final List<String> POSTED_TO = List.of(DeadLetterPage.PATH, NotesPage.PATH, SharesPage.PATH);

    private final LivePage live;
    private final DeadLetterPage deadLetters;
    private final NotesPage notes;
    private final SharesPage shares;
    private final Signer signer;

    @Inject
    OwnersPages(LivePage live, DeadLetterPage deadLetters, NotesPage notes, SharesPage shares, Signer signer) {
        this.live = live;
        this.deadLetters = deadLetters;
        this.notes = notes;
        this.shares = shares;
        this.signer = signer;
    }

    /** Answers a request for one of these pages; {@code false} for others. */
    boolean answer(
            String path,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Answer answer)
            throws IOException {
        if (!POSTED_TO.contains(path)) {
            return live.answer(path, frame, request, response, caller, answer);
        }
        if ("POST".equals(request.getMethod())) {
            if (!caller.own() || !signer.isToken(frame.viewer(), SignIn.parameter(request, "token"))) {
                throw Problem.forbidden("access denied: the form has expired, reload the page");
            }
            switch (path) {
                case NotesPage.PATH -> notes.act(frame, request, answer);
                case SharesPage.PATH -> shares.act(frame, request, answer);
                default -> deadLetters.act(frame, request, answer);
            }
            return true;
        }
        Questions.requireReading(request, response);
        switch (path) {
            case NotesPage.PATH -> notes.show(frame, answer);
            case SharesPage.PATH -> shares.show(frame, answer);
            default -> deadLetters.show(frame, Parameters.of(request.getQueryString()), answer);
        }
        return true;
    }
}
