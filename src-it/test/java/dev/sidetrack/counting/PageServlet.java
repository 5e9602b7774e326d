package dev.sidetrack.counting;

import dev.sidetrack.Tracker;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pages of a servlet: {@code probe/include} is the marker that tells when all hits have come, {@code probe/plain} no
 * page.
 */
@WebServlet({
    "/probe/include",
    "/probe/plain",
    "/untyped",
    "/odd",
    "/sign-up",
    "/sw.js",
    "/kept",
    "/own",
    "/tagged",
    "/dated",
    "/leading",
    "/shown",
    "/asked"
})
public class PageServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    /** Tells the page once the browser has asked ahead of time for the page that it leads to. */
    private static final String READY = """
            <script>(function ask() {
            fetch('asked' + location.search).then(asked => asked.text()).then(asked => setTimeout(asked === 'yes'
                ? () => document.body.className = 'ready' : ask, 300)) })()</script>""";

    /** The queries with which pages have been asked for ahead of time. */
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    @Inject
    transient Customers customers;

    @Inject
    transient Tracker tracker;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case "/probe/plain" -> write(response, "text/plain", "plain");
            case "/sw.js" -> write(response, "text/javascript", """
                    self.addEventListener('install', () => self.skipWaiting());
                    self.addEventListener('activate', event => event.waitUntil(clients.claim()));
                    self.addEventListener('fetch', event => event.respondWith(fetch(event.request)));
                    """);
            case "/kept", "/own" -> {
                var whose = request.getServletPath().equals("/kept") ? "public" : "private";
                response.setHeader("Cache-Control", whose + ", max-age=600");
                write(response, "text/html", "<title>Cached</title>");
            }
            case "/tagged" -> {
                response.setHeader("ETag", "\"1\"");
                write(response, "text/html", "<title>Tagged</title>");
            }
            case "/dated" -> {
                response.setDateHeader("Last-Modified", 1_577_836_800_000L);
                write(response, "text/html", "<title>Dated</title>");
            }
            case "/leading" -> write(response, "text/html", leading(request.getQueryString()));
            case "/shown" -> {
                if (request.getHeader("Sec-Purpose") != null) {
                    ASKED.add(request.getQueryString());
                }
                if (request.getQueryString().contains("tagged")) {
                    response.setHeader("ETag", "\"1\"");
                    response.setHeader("Last-Modified", "Mon, 01 Jan 2024 00:00:00 GMT");
                } else {
                    response.setHeader("Cache-Control", "private, max-age=600");
                }
                write(
                        response,
                        "text/html",
                        "<!DOCTYPE html><title>Shown</title><body>x"
                                + "<script src=\"sidetrack/sidetrack.js\" data-views=\"ahead\" defer></script>");
            }
            case "/asked" -> write(response, "text/plain", ASKED.contains(request.getQueryString()) ? "yes" : "no");
            case "/untyped" -> response.getOutputStream().print("<html><title>Untyped</title>");
            case "/odd" -> {
                tracker.event("n".repeat(101))
                        .value(Double.NaN)
                        .property(null, 1)
                        .track();
                tracker.event(null).track();
                write(response, "text/html", "<title>Odd</title>");
            }
            default -> write(response, "text/html", "<title>Servlet</title>");
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        customers.signUp("servlet");
        response.sendRedirect("page.jsp");
    }

    private static String leading(String how) {
        var rules = "<script type=\"speculationrules\">{\"%s\":[{\"source\":\"list\",\"urls\":[\"shown?" + how
                + "\"],\"eagerness\":\"immediate\"}]}</script>";
        var ahead =
                switch (how.replaceAll("-.*", "")) {
                    case "link" -> "<link rel=\"prefetch\" href=\"shown?" + how + "\">";
                    case "prefetch", "prerender" -> String.format(rules, how);
                    default -> "";
                };
        return "<!DOCTYPE html><title>Leading</title>" + ahead + "<body><a href=\"shown?" + how + "\">on</a>"
                + (ahead.isEmpty() ? "" : READY);
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        response.getWriter().write(text);
    }
}
