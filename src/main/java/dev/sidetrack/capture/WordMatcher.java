// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;

/**
 * Finds many words in one pass over a text, ignoring case: the automaton of Aho and Corasick (1975). Each character
 * leads from one prefix of a word to the next, or back to the longest one that still matches.
 */
final class WordMatcher {

    private static final int CHARACTERS = 128;
    private static final int NONE = -1;

    /** Open addressing: the transition for {@code state * CHARACTERS + character}. */
    private int[] edges = new int[1 << 15];

    private int[] targets = new int[edges.length];
    private int states = 1;
    /** For each state its longest proper suffix, the word that ends there, and the next suffix with a word. */
    private final int[] shorter;

    private final int[] ends;
    private final int[] more;

    /** The automaton for these distinct ASCII words. */
    WordMatcher(List<String> words) {
        var size = 1 + words.stream().mapToInt(String::length).sum();
        Arrays.fill(edges, NONE);
        shorter = new int[size];
        ends = new int[size];
        more = new int[size];
        Arrays.fill(ends, NONE);
        for (var i = 0; i < words.size(); i++) {
            ends[add(words.get(i))] = i;
        }
        link();
    }

    /** Whether {@code match} accepts a word found in the first {@code length} characters of {@code text}. */
    boolean anyMatch(String text, int length, Match match) {
        var state = 0;
        for (var i = 0; i < length; i++) {
            state = next(state, lower(text.charAt(i)));
            for (var at = ends[state] == NONE ? more[state] : state; at != 0; at = more[at]) {
                if (match.isOne(ends[at], i + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private int next(int from, char c) {
        if (c >= CHARACTERS) {
            return 0;
        }
        var state = from;
        var target = target(state, c);
        while (target == NONE && state != 0) {
            state = shorter[state];
            target = target(state, c);
        }
        return Math.max(target, 0);
    }

    private int add(String word) {
        var state = 0;
        for (var i = 0; i < word.length(); i++) {
            var c = lower(word.charAt(i));
            var target = target(state, c);
            if (target == NONE) {
                target = states++;
                put(state * CHARACTERS + c, target);
            }
            state = target;
        }
        return state;
    }

    /** Breadth first, so that shorter suffixes are linked already. */
    private void link() {
        var queue = new ArrayDeque<Integer>(List.of(0));
        while (!queue.isEmpty()) {
            var state = queue.remove();
            for (var c = 0; c < CHARACTERS; c++) {
                var target = target(state, (char) c);
                if (target != NONE) {
                    shorter[target] = state == 0 ? 0 : next(shorter[state], (char) c);
                    more[target] = ends[shorter[target]] == NONE ? more[shorter[target]] : shorter[target];
                    queue.add(target);
                }
            }
        }
    }

    private int target(int state, char c) {
        var edge = state * CHARACTERS + c;
        var slot = slot(edge);
        return edges[slot] == edge ? targets[slot] : NONE;
    }

    private void put(int edge, int target) {
        if (target * 2 > edges.length) {
            grow();
        }
        var slot = slot(edge);
        edges[slot] = edge;
        targets[slot] = target;
    }

    private void grow() {
        var oldEdges = edges;
        var oldTargets = targets;
        edges = new int[oldEdges.length * 2];
        targets = new int[edges.length];
        Arrays.fill(edges, NONE);
        for (var i = 0; i < oldEdges.length; i++) {
            if (oldEdges[i] != NONE) {
                put(oldEdges[i], oldTargets[i]);
            }
        }
    }

    /** The slot of the edge, or where it would be. */
    private int slot(int edge) {
        var mask = edges.length - 1;
        var slot = (edge * 0x9E3779B9 >>> 7) & mask;
        while (edges[slot] != NONE && edges[slot] != edge) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    /** Examines a word that was found. */
    interface Match {

        /** Whether the word with this index, which ends before {@code end}, is accepted. */
        boolean isOne(int word, int end);
    }
}
