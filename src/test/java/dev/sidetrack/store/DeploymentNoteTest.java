// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.stats.Note;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentNoteTest {

    @ParameterizedTest
    @MethodSource("dev.sidetrack.store.TestStore#databases")
    void deployed_anotherVersion_isNotedOnceByWhicheverNode(String database) throws Exception {
        var first = TestStore.on(database);
        var second = first.another(Map.of());
        first.store().deployed("2.3.0");
        second.store().deployed("2.3.0");
        first.store().deployed(null);
        assertThat(notes(first)).isEmpty();

        // Both are started again, with the new version.
        first.another(Map.of()).store().deployed("2.4.0");
        second.another(Map.of()).store().deployed("2.4.0");
        assertThat(notes(first)).containsExactly("2.4.0 deployed");
    }

    private static List<String> notes(TestStore store) {
        return store.stats().notes(TestStore.ALL).stream().map(Note::text).toList();
    }
}
