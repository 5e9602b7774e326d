// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

/**
 * A configuration that cannot work; it fails the deployment with one sentence that names the key and the value. It has
 * no stack trace, which would add nothing and which some servers print several times.
 */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A configuration error; the message is a whole sentence for the operator and holds no secret.
     *
     * @param message a whole sentence for the operator, without a secret
     */
    public ConfigurationException(String message) {
        super(message, null, false, false);
    }
}
