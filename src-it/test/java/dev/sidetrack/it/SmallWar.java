package dev.sidetrack.it;

import dev.sidetrack.counting.Customers;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A war of pages as people write them, with no other jar than the demo has, in the demo's place. */
final class SmallWar {

    private static final String FACES_CONFIG =
            "<faces-config xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"4.0\"/>";
    /** An embedded server sees these classes on the test's class path too, where the library is not. */
    private static final String OWN_CLASSES_FIRST = """
            <!DOCTYPE glassfish-web-app PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Servlet 3.0//EN"
                "http://glassfish.org/dtds/glassfish-web-app_3_0-1.dtd">
            <glassfish-web-app><class-loader delegate="false"/></glassfish-web-app>""";

    private static final String STATIC = "<!DOCTYPE html><html><head><title>Static</title></head><body>x</body></html>";
    private static final String JSP = """
            <%@ page contentType="text/html;charset=UTF-8" %><!DOCTYPE html><html><head>
            <title>JSP &amp; <%= "Gr\\u00f6\\u00dfe" %></title></head><body>x</body></html>""";
    private static final String WORKER = """
            <!DOCTYPE html><html><head><title>Worker</title></head><body><script>
            navigator.serviceWorker.register('sw.js').then(() => navigator.serviceWorker.ready)
                .then(() => document.body.className = 'ready')</script></body></html>""";
    private static final String AHEAD = """
            <!DOCTYPE html><html><head><title>Ahead</title><link rel="prefetch" href="static.html"></head>
            <body>x</body></html>""";
    private static final String FACES = """
            <!DOCTYPE html><html xmlns:h="jakarta.faces.html" xmlns:ui="jakarta.faces.facelets">
            <h:head><title>Faces</title></h:head><h:body>
            #{customers.all} #{customers.all} #{customers.all}
            <h:form id="form"><h:commandButton id="send" value="Sign up" action="#{signUpForm.send}"/></h:form>
            </h:body></html>""";

    private SmallWar() {}

    /** The war; these settings hold as those of {@link ModeIT#demoWith}. */
    static WebArchive with(String... settings) {
        return ShrinkWrap.create(WebArchive.class, "sidetrack-demo.war")
                .merge(ModeIT.demoWith(settings), Filters.include("/WEB-INF/lib/.*"))
                .addPackage(Customers.class.getPackage())
                .addAsWebInfResource(new StringAsset(FACES_CONFIG), "faces-config.xml")
                .addAsWebInfResource(new StringAsset(OWN_CLASSES_FIRST), "glassfish-web.xml")
                .addAsWebResource(new StringAsset(STATIC), "static.html")
                .addAsWebResource(new StringAsset("not really"), "picture.png")
                .addAsWebResource(new StringAsset(JSP), "page.jsp")
                .addAsWebResource(new StringAsset(WORKER), "worker.html")
                .addAsWebResource(new StringAsset(AHEAD), "ahead.html")
                .addAsWebResource(new StringAsset(FACES), "faces.xhtml");
    }
}
