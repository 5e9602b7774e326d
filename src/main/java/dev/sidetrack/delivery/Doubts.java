// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Requests that failed, by the provider's fault or their own. They are doubted no more once the provider has taken
 * something of a request that was begun later.
 */
final class Doubts {

    private final List<Doubt> all = new ArrayList<>();
    private int requests;
    private int lastPassed;

    /** A request is about to be sent; returns its number. */
    int begin() {
        return ++requests;
    }

    /** How many requests were sent. */
    int requests() {
        return requests;
    }

    /** The provider took something of the request of that number. */
    void pass(int request) {
        lastPassed = Math.max(lastPassed, request);
    }

    void add(Failed request) {
        all.add(new Doubt(request, requests));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean isAnyOver() {
        return all.stream().anyMatch(this::isOver);
    }

    /** Whether any of these hits is doubted. */
    boolean isAny(List<Pending> hits) {
        return failed().stream().anyMatch(request -> request.hits().stream().anyMatch(hits::contains));
    }

    List<Failed> failed() {
        return all.stream().map(Doubt::request).toList();
    }

    /** This hit goes by itself. */
    void takeOut(Pending hit) {
        all.replaceAll(doubt -> doubt.without(hit));
    }

    /** Takes those that are over. */
    List<Failed> takeOver() {
        return take(this::isOver);
    }

    /** Takes those of requests that the service itself failed at. */
    List<Failed> takeServiceErrors() {
        return take(doubt -> doubt.request.isServiceError());
    }

    List<Failed> takeAll() {
        return take(any -> true);
    }

    private List<Failed> take(Predicate<Doubt> these) {
        var taken = all.stream().filter(these).map(Doubt::request).toList();
        all.removeIf(these);
        return taken;
    }

    private boolean isOver(Doubt doubt) {
        return lastPassed > doubt.lastBegun;
    }

    /**
     * Doubt of a request.
     *
     * @param request the request
     * @param lastBegun the number of the last request that was begun until it failed
     */
    private record Doubt(Failed request, int lastBegun) {

        Doubt without(Pending hit) {
            var others = request.hits().stream().filter(each -> each != hit).toList();
            return new Doubt(request.of(others), lastBegun);
        }
    }
}
