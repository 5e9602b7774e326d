// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Problems that last until an operator fixes them, for the health data; the log has warned of each. These are public:
 * no sentence names an address.
 */
@Shared
public class Warnings {

    private final Map<String, String> sentences = new ConcurrentSkipListMap<>();

    /** What is wrong with this from now on, in a sentence. */
    public void add(String about, String sentence) {
        sentences.put(about, sentence);
    }

    /** It is right again. */
    public void remove(String about) {
        sentences.remove(about);
    }

    /** All that go on, by what they are about. */
    public Map<String, String> all() {
        return Map.copyOf(sentences);
    }
}
