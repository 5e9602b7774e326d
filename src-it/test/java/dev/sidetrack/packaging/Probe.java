// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.packaging;

import dev.sidetrack.packaging.app.Orders;
import dev.sidetrack.packaging.app.PageServlet;
import dev.sidetrack.packaging.ejb.Ledger;
import dev.sidetrack.server.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipFile;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs the probe application, whose settings are its own: where its hits go, its tracking id and its cookie. */
final class Probe {

    private static final String WEB_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" %s>
              %s
              <servlet><servlet-name>page</servlet-name><servlet-class>%s</servlet-class></servlet>
              <servlet-mapping>
                <servlet-name>page</servlet-name><url-pattern>/page</url-pattern><url-pattern>/probe/plain</url-pattern>
              </servlet-mapping>
            </web-app>
            """;
    /** What Sidetrack's warnings ask for where a server lets nothing of the jar add a filter. */
    static final String FILTER = """
            <filter>
              <filter-name>sidetrack</filter-name>
              <filter-class>dev.sidetrack.capture.TrackingFilter</filter-class>
              <async-supported>true</async-supported>
            </filter>
            <filter-mapping><filter-name>sidetrack</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            """;

    /** With libraries at a place of their own, and modules that start one after another. */
    private static final String APPLICATION_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <application xmlns="https://jakarta.ee/xml/ns/jakartaee" version="10">
              <initialize-in-order>true</initialize-in-order>
              <module><web><web-uri>%1$s.war</web-uri><context-root>/%1$s</context-root></web></module>
              <module><ejb>ledger.jar</ejb></module>
              <library-directory>APP-INF/lib</library-directory>
            </application>
            """;

    private static final String BEANS_XML = """
            <beans xmlns="https://jakarta.ee/xml/ns/jakartaee" version="4.0" bean-discovery-mode="annotated"/>
            """;

    private final Collector collector;

    Probe(Collector collector) {
        this.collector = collector;
    }

    /** A war with the library in {@code WEB-INF/lib}. */
    WebArchive war(String name) {
        return war(name, "", "");
    }

    /** The same with this as attributes of {@code web.xml}'s root and as its first elements. */
    WebArchive war(String name, String attributes, String elements) {
        return without(name, attributes, elements)
                .addAsLibrary(library(), "sidetrack.jar")
                .addAsResource(new StringAsset(settings(name)), "META-INF/microprofile-config.properties");
    }

    /**
     * A war that has the library from elsewhere, and no settings, with this as attributes of {@code web.xml}'s root.
     */
    static WebArchive warWithoutJar(String name, String attributes) {
        return without(name, attributes, isOnLiberty() ? FILTER : "");
    }

    static boolean isOnLiberty() {
        return "liberty".equals(System.getProperty("it.server"));
    }

    /** An EAR of these wars. */
    static EnterpriseArchive ear(String name, WebArchive... wars) {
        return ShrinkWrap.create(EnterpriseArchive.class, name + ".ear").addAsModules(wars);
    }

    /** An EAR of these wars with the library, and beside it the settings for all of them, in {@code lib}. */
    EnterpriseArchive earWithJar(String name, WebArchive... wars) {
        return ear(name, wars).addAsLibrary(library(), "sidetrack.jar").addAsLibrary(settingsJar(name));
    }

    /** The same for one war beside an EJB jar, which the war calls. */
    EnterpriseArchive earWithJarAndBean(String name, String war) {
        return ear(name)
                .setApplicationXML(new StringAsset(APPLICATION_XML.formatted(war)))
                .addAsModules(
                        warWithoutJar(war, ""),
                        ShrinkWrap.create(JavaArchive.class, "ledger.jar").addClass(Ledger.class))
                .add(library(), "APP-INF/lib/sidetrack.jar")
                .add(settingsJar(name), "APP-INF/lib", ZipExporter.class);
    }

    /** An EAR that has the library for a war that names it in its manifest. */
    static EnterpriseArchive earWithSkinnyWar(String name, String war) {
        var skinny = warWithoutJar(war, "")
                .setManifest(new StringAsset("Manifest-Version: 1.0\nClass-Path: jars/sidetrack.jar\n"));
        return ear(name, skinny).add(library(), "jars/sidetrack.jar");
    }

    private JavaArchive settingsJar(String name) {
        return ShrinkWrap.create(JavaArchive.class, "settings.jar")
                .addAsResource(new StringAsset(settings(name)), "META-INF/microprofile-config.properties");
    }

    static WebArchive without(String name, String attributes, String elements) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(PageServlet.class, Orders.class)
                .addAsWebInfResource(new StringAsset(BEANS_XML), "beans.xml")
                .setWebXML(new StringAsset(WEB_XML.formatted(attributes, elements, PageServlet.class.getName())));
    }

    String settings(String name) {
        return "sidetrack.providers=universal-analytics\nsidetrack.tracking-id=" + idOf(name)
                + "\nsidetrack.cookie.name=" + cookieOf(name) + "\nsidetrack.provider.universal-analytics.url="
                + collector.urlOf(name) + "\n";
    }

    static String idOf(String name) {
        return "UA-" + name;
    }

    static String cookieOf(String name) {
        return "cookie-" + name;
    }

    static ByteArrayAsset library() {
        try (var war = new ZipFile(Servers.WAR.toFile())) {
            var jar = war.stream()
                    .filter(entry -> entry.getName().startsWith("WEB-INF/lib/sidetrack-"))
                    .findFirst()
                    .orElseThrow();
            return new ByteArrayAsset(war.getInputStream(jar).readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
