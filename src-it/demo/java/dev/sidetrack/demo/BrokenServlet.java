// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** A page that always fails, to show that a failure is not counted as a visit. */
@WebServlet("/broken")
public class BrokenServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
        throw new BrokenOnPurpose();
    }

    /** Has no stack trace, to keep the server's log short. */
    private static final class BrokenOnPurpose extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenOnPurpose() {
            super("broken on purpose", null, false, false);
        }
    }
}
