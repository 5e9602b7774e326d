// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The table of all faults of this run, in Markdown. */
final class FaultTable {

    private static final List<String> LINES =
            new ArrayList<>(List.of("| fault | hits sent | lost | duplicated | remarks |", "|---|---:|---:|---:|---|"));

    private FaultTable() {}

    static synchronized void add(String fault, Tally tally, String remarks) {
        var line =
                "| %s | %d | %d | %d | %s |".formatted(fault, tally.sent(), tally.lost(), tally.duplicated(), remarks);
        LINES.add(line);
        System.out.println(line);
        try {
            Files.write(FaultRun.TABLE, LINES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
