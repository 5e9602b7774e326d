// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;

/** The tables are of a version that this code does not know. */
final class NewerSchemaException extends SQLException {

    private static final long serialVersionUID = 1L;

    NewerSchemaException(String message) {
        super(message, "42000");
    }
}
