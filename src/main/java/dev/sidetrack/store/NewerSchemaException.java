// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import java.sql.SQLException;

/** The tables have a version that is newer than this code. */
final class NewerSchemaException extends SQLException {

    private static final long serialVersionUID = 1L;

    NewerSchemaException(String message) {
        super(message, "42000");
    }
}
