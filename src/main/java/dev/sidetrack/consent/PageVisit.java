// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import java.util.Set;

/** What the pages of the request that a thread serves may know of their visitor. */
public abstract class PageVisit {

    private static final ThreadLocal<PageVisit> CURRENT = new ThreadLocal<>();

    private volatile Choice changed;

    /** What the visitor has said before this request; asked for only where somebody wants to know. */
    protected abstract Choice before();

    /** What the visitor is to be told, or {@code null}; asked for only where somebody wants to know. */
    protected abstract Notice told();

    /** The visit that this thread serves, or {@code null}. */
    public static PageVisit current() {
        return CURRENT.get();
    }

    /** Makes this the visit that this thread serves. */
    public final void bind() {
        CURRENT.set(this);
    }

    /** Ends what {@link #bind()} began. */
    public static void unbind() {
        // Not remove(), which takes ten times as long: an entry without a value keeps nothing alive.
        CURRENT.set(null);
    }

    /** What the visitor has said. */
    public final Consent consent() {
        return choice().consent();
    }

    /** What the visitor has agreed to. */
    public final Set<String> purposes() {
        return choice().purposes();
    }

    /** What the visitor has said, in this very request or before. */
    public final Choice choice() {
        var now = changed;
        return now == null ? before() : now;
    }

    /** Whether the visitor has made a choice in this very request. */
    protected final boolean isDecided() {
        return changed != null;
    }

    /** What the browser says by itself. */
    public abstract Signals signals();

    /** The ids that the visitor's cookies hold: none, or one; several where they stand on several domains or paths. */
    public abstract Set<String> knownIds();

    /** The visitor makes a choice in this very request, of which no more is tracked than is allowed now. */
    public final void decide(Choice choice) {
        changed = choice;
        decided(choice);
    }

    /** Keeps a choice that the visitor has just made. */
    protected abstract void decided(Choice choice);

    /** What the visitor is told or asked, or {@code null}; nothing any more once a choice is made. */
    public final Notice notice() {
        var notice = told();
        return notice == null || notice.isQuestion() && changed != null ? null : notice;
    }
}
