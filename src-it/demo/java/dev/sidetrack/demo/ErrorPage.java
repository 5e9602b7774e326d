// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.demo;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The page for 404 and 500. It is no Faces page: WildFly calls it in the middle of the Faces request that failed, and a
 * second one inside would take the first one's {@code FacesContext} away.
 */
@WebServlet("/error")
public class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var broken = code != null && (int) code >= 500;
        response.setStatus(code == null ? 404 : (int) code);
        response.setContentType("text/html;charset=UTF-8");
        response.getWriter()
                .print(
                        broken
                                ? html(
                                        request,
                                        "Something broke",
                                        "It is our fault, not yours. Please try again in a moment.")
                                : html(
                                        request,
                                        "Lost at sea",
                                        "There is no such page in this shop. It may have sold out, or sailed."));
    }

    private static String html(HttpServletRequest request, String title, String text) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                    <meta charset="UTF-8">
                    <meta name="viewport" content="width=device-width, initial-scale=1">
                    <title>%2$s · Fjord &amp; Field</title>
                    <link rel="stylesheet" href="%1$s/shop.css">
                </head>
                <body>
                    <main class="lost">
                        <h1>%2$s</h1>
                        <p>%3$s</p>
                        <p><a class="button" href="%1$s/index.xhtml">Back to the shop</a></p>
                    </main>
                </body>
                </html>
                """.formatted(request.getContextPath(), title, text);
    }
}
