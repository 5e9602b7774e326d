// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** A server with a domain, which {@code asadmin} would start: Payara Server or GlassFish. */
abstract class DomainServer extends DemoServer {

    /** The class in the command: {@code ASMain} of Payara, {@code GlassFishMain} of GlassFish. */
    private static final Predicate<String> MAIN = Pattern.compile(
                    "com\\.sun\\.enterprise\\.glassfish\\.bootstrap\\.\\w+")
            .asMatchPredicate();

    final Path home;
    private final int shellPort = ServerProcess.freePort();

    DomainServer(Path home, String name, Map<String, String> settings, Map<String, String> environment) {
        super(name, settings, environment);
        this.home = home;
        Directories.copy(home.resolve("glassfish/domains/domain1"), directory());
    }

    /** What {@code asadmin start-domain} is told besides the domain. */
    abstract List<String> options();

    /** As asadmin would start it: asadmin itself would stay beside the server, which would outlive it. */
    @Override
    final List<String> command() {
        var domain = directory();
        var asadmin = new ArrayList<>(
                List.of(home.resolve("bin/asadmin").toString(), "start-domain", "--verbose", "--dry-run"));
        asadmin.addAll(options());
        asadmin.addAll(List.of(
                "--domaindir",
                domain.getParent().toString(),
                domain.getFileName().toString()));
        var told = ServerProcess.run(asadmin, Map.of("AS_JAVA", Servers.JAVA_HOME.toString()), Servers.PATIENCE);
        // Payara logs it and then prints it.
        var printed = told.substring(told.lastIndexOf("/bin/java\n"));
        var command = new ArrayList<>(
                printed.lines().takeWhile(line -> !line.isBlank()).toList());
        command.set(0, Servers.JAVA_HOME.resolve("bin/java").toString());
        var main = command.indexOf(command.stream().filter(MAIN).findFirst().orElseThrow());
        command.add(main, "-Dosgi.shell.telnet.port=" + shellPort);
        // GlassFish's own database would log to where the tests are.
        command.add(main, "-Dderby.stream.error.file=" + domain.resolve("derby.log"));
        settings().forEach((key, value) -> command.add(main, "-D" + key + "=" + value));
        return command;
    }

    @Override
    final Path deployments() {
        return directory().resolve("autodeploy");
    }

    @Override
    final boolean hasFailed() {
        return Files.exists(marker("_deployFailed"));
    }

    @Override
    final boolean isUndeployed() {
        return Files.exists(marker("_undeployed"));
    }
}
