// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.config;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Problems that persist until an operator fixes them, for the health data; each has been logged as a warning. The texts
 * are public: none contains an address.
 */
@Shared
public class Warnings {

    private final Map<String, String> sentences = new ConcurrentSkipListMap<>();

    /** Adds a problem on this subject, in a sentence. */
    public void add(String about, String sentence) {
        sentences.put(about, sentence);
    }

    /** Removes the problem on this subject. */
    public void remove(String about) {
        sentences.remove(about);
    }

    /** All current problems, by subject. */
    public Map<String, String> all() {
        return Map.copyOf(sentences);
    }
}
