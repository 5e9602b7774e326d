// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Texts;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Makes the chart show when a version of the application was deployed: once, by whichever node comes first. The version
 * that was deployed when the store was created is remembered without a note.
 */
final class DeploymentNote {

    private static final String NAME = "application-version";
    private static final int LONGEST = 100;
    private static final int ALL_SITES = 0;

    private DeploymentNote() {}

    /** Returns whether a note was added. */
    static boolean of(Session session, String wholeVersion, Instant now) throws SQLException {
        var version = Texts.cut(Texts.printable(wholeVersion), LONGEST);
        var known = session.one("select content from sidetrack.setting where name = ?", row -> row.getString(1), NAME);
        if (known == null) {
            session.update("insert into sidetrack.setting (name, content) values (?, ?)", NAME, version);
            return false;
        }
        var isNew = !known.equals(version)
                && session.update(
                                "update sidetrack.setting set content = ? where name = ? and content = ?",
                                version,
                                NAME,
                                known)
                        == 1;
        if (isNew) {
            session.update(
                    "insert into sidetrack.note (site, at, name) values (?, ?, ?)",
                    ALL_SITES,
                    now,
                    version + " deployed");
        }
        return isNew;
    }
}
