// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A certificate that a broker shows.
 *
 * @param keyStore where the broker has it, with its key
 * @param trustStore what its clients have of it
 */
record BrokerCertificate(Path keyStore, Path trustStore) {

    static final String PASSWORD = "changeit";

    /** A new one, for 127.0.0.1 and a month. */
    static BrokerCertificate in(Path directory) {
        var certificate = new BrokerCertificate(directory.resolve("broker.p12"), directory.resolve("trust.p12"));
        var exported = directory.resolve("broker.cer").toString();
        keytool(
                certificate.keyStore,
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "30");
        keytool(certificate.keyStore, "-exportcert", "-file", exported);
        keytool(certificate.trustStore, "-importcert", "-noprompt", "-file", exported);
        return certificate;
    }

    /** What is added to the address it listens at. */
    String forBroker() {
        return "sslEnabled=true;keyStorePath=" + keyStore + ";keyStorePassword=" + PASSWORD;
    }

    /** What is added to the address that a plain client connects to. */
    String forClient() {
        return "sslEnabled=true&trustStorePath=" + trustStore + "&trustStorePassword=" + PASSWORD + "&";
    }

    private static void keytool(Path store, String... arguments) {
        var command =
                new ArrayList<>(List.of(Servers.JAVA_HOME.resolve("bin/keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of(
                "-alias", "broker", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        ServerProcess.run(command, Map.of(), Servers.PATIENCE);
    }
}
