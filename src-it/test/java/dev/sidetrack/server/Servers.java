// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the build says about the servers of this run: where they are unpacked, and which Java runs them. */
public final class Servers {

    static final Path WILDFLY = path("servers.wildfly");
    static final Path PAYARA_6 = path("servers.payara6");
    static final Path PAYARA_7 = path("servers.payara7");
    static final Path GLASSFISH = path("servers.glassfish");
    static final Path GLASSFISH_8 = path("servers.glassfish8");
    static final Path LIBERTY = path("servers.liberty");
    static final Path TOMCAT = path("servers.tomcat");
    static final Path JETTY = path("servers.jetty");
    static final Path MICRO = path("servers.micro");
    static final Path ARTEMIS = path("servers.artemis");

    /** The jars that connect to an Artemis. */
    static final Path BROKER_CLIENT = path("servers.broker-client");

    /** The demo war. */
    public static final Path WAR = path("it.war");

    /** The demo war for servers without JMS. */
    public static final Path BROKER_WAR = WAR.resolveSibling("sidetrack-demo-broker.war");

    /** The scripts that set servers up. */
    public static final Path DOCKER = path("servers.docker");

    /** Where servers have their data. */
    static final Path DIRECTORY = path("servers.directory");

    static final Path JAVA_HOME = path("servers.java");

    /** Enough for anything on a busy machine. */
    public static final Duration PATIENCE = Duration.ofMinutes(3);

    private Servers() {}

    /** Where tests may write. */
    public static Path scratch() {
        try {
            return Files.createDirectories(DIRECTORY.resolve("scratch"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path path(String property) {
        return Path.of(System.getProperty(property));
    }
}
