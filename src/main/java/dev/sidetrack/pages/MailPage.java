// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code …/mail/<signature>}: unsubscribes a reader from the report, or subscribes them again. No sign-in is needed,
 * because whoever has the link has the mail. Mail programs POST here by themselves (RFC 8058); programs that only
 * follow links change nothing.
 */
@Shared
class MailPage {

    static final String PATH = "/mail/";

    private final Subscribers subscribers;
    private final Frames frames;

    @Inject
    MailPage(Subscribers subscribers, Frames frames) {
        this.subscribers = subscribers;
        this.frames = frames;
    }

    /** Whether anybody gets reports; if not, the page does not exist. */
    boolean isNeeded() {
        return !subscribers.all().isEmpty();
    }

    /** Answers a request for this page; {@code false} for others. */
    boolean answer(String path, HttpServletRequest request, HttpServletResponse response, Answer answer)
            throws IOException {
        if (!path.startsWith(PATH) || !isNeeded()) {
            return false;
        }
        var address = subscribers.address(path.substring(PATH.length()));
        if (address == null) {
            throw Problem.notFound();
        }
        if ("POST".equals(request.getMethod())) {
            subscribers.want(address, "on".equals(SignIn.parameter(request, "action")));
        } else {
            Questions.requireReading(request, response);
        }
        var wants = subscribers.wants(address);
        var frame = frames.of(request, path, null);
        answer.html(Html.of("mail", frame, wants, frame.base() + path));
        return true;
    }
}
