// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.pages;

import dev.sidetrack.Texts;
import dev.sidetrack.config.Shared;
import dev.sidetrack.stats.StatsException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Dispatches the requests for {@code …/stats} and everything below it. If no setting gives anybody access, it handles
 * none of them, as if it did not exist.
 */
@Shared
public class Pages {

    private static final Logger LOG = System.getLogger("dev.sidetrack.pages");
    private static final String FOLDER = "/stats";
    private static final String API = "/api";
    private static final String STATIC = "/static/";

    private final Access access;
    private final StaticFiles files;
    private final Questions questions;
    private final Site site;
    private final SignIn signIn;
    private final SharesPage shares;
    private final MailPage mail;

    @Inject
    Pages(
            Access access,
            StaticFiles files,
            Questions questions,
            Site site,
            SignIn signIn,
            SharesPage shares,
            MailPage mail) {
        this.access = access;
        this.files = files;
        this.questions = questions;
        this.site = site;
        this.signIn = signIn;
        this.shares = shares;
        this.mail = mail;
    }

    /** Whether this path below the beacon's is one of ours. */
    public boolean serves(String path) {
        return path.startsWith(FOLDER)
                && (path.length() == FOLDER.length() || path.charAt(FOLDER.length()) == '/')
                && (access.isPossible() || isForReaders(path.substring(FOLDER.length())));
    }

    /** Readers of the report by mail may have no access to the pages. */
    private boolean isForReaders(String path) {
        return mail.isNeeded() && (path.startsWith(MailPage.PATH) || path.startsWith(STATIC));
    }

    /** Answers a request for this path. */
    public void serve(String path, HttpServletRequest request, HttpServletResponse response, Caller caller)
            throws IOException {
        var own = path.substring(FOLDER.length());
        var isApi = own.equals(API) || own.startsWith(API + '/');
        var answer = new Answer(request, response);
        try {
            try {
                answer(own, isApi, request, response, caller, answer);
            } catch (StatsException failure) {
                response.setHeader("Retry-After", "5");
                throw Problem.of(failure);
            } catch (RuntimeException failure) {
                if (failure instanceof Problem problem) {
                    throw problem;
                }
                LOG.log(Level.WARNING, "A statistics page failed: " + Texts.printable(failure.toString()));
                LOG.log(Level.DEBUG, "Stack trace of the failure", failure);
                throw Problem.internal();
            }
        } catch (Problem problem) {
            if (isApi || own.endsWith(".csv")) {
                answer.problem(problem);
            } else {
                response.setStatus(problem.status());
                site.problem(own, problem, request, answer);
            }
        }
    }

    private void answer(
            String path,
            boolean isApi,
            HttpServletRequest request,
            HttpServletResponse response,
            Caller caller,
            Answer answer)
            throws IOException {
        var shared = SharesPage.below(path);
        if (shared != null && !shared.path().startsWith(STATIC)) {
            var viewer = shares.viewer(shared.token());
            site.answer(shared.path(), viewer, request, response, caller, answer.embeddable());
        } else if (shared != null) {
            file(shared.path(), request, response);
        } else if (path.startsWith(STATIC)) {
            file(path, request, response);
        } else if (isApi) {
            questions.answer(path.substring(API.length()), request, response, answer);
        } else if (!mail.answer(path, request, response, answer)
                && !signIn.answer(path, request, response, caller, answer)) {
            site.answer(path, access.viewer(request), request, response, caller, answer);
        }
    }

    private void file(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!files.serve(path.substring(STATIC.length()), request, response)) {
            throw Problem.notFound();
        }
    }
}
