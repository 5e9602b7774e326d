// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import dev.sidetrack.Consent;
import java.util.Set;

/** What the pages of the current request can find out about their visitor. */
public abstract class PageVisit {

    private static final ThreadLocal<PageVisit> CURRENT = new ThreadLocal<>();

    private volatile Choice changed;

    /** The visitor's choice before this request; read only when needed. */
    protected abstract Choice before();

    /** The notice for the visitor, or {@code null}; created only when needed. */
    protected abstract Notice told();

    /** The visit that the current thread serves, or {@code null}. */
    public static PageVisit current() {
        return CURRENT.get();
    }

    /** Binds this visit to the current thread. */
    public final void bind() {
        CURRENT.set(this);
    }

    /** Undoes {@link #bind()}. */
    public static void unbind() {
        // Not remove(), which takes ten times as long; an entry without a value keeps nothing alive.
        CURRENT.set(null);
    }

    /** The visitor's consent. */
    public final Consent consent() {
        return choice().consent();
    }

    /** The purposes that the visitor has agreed to. */
    public final Set<String> purposes() {
        return choice().purposes();
    }

    /** The visitor's choice, made in this request or before. */
    public final Choice choice() {
        var now = changed;
        return now == null ? before() : now;
    }

    /** Whether the visitor has made a choice in this request. */
    protected final boolean isDecided() {
        return changed != null;
    }

    /** The browser's signals. */
    public abstract Signals signals();

    /** The ids in the visitor's cookies: none, one, or several if they are set on several domains or paths. */
    public abstract Set<String> knownIds();

    /** The visitor makes a choice in this request; it applies to this request's hits too. */
    public final void decide(Choice choice) {
        changed = choice;
        decided(choice);
    }

    /** Stores a choice that the visitor has just made. */
    protected abstract void decided(Choice choice);

    /** The notice for the visitor; {@code null} if there is none, or once a choice is made. */
    public final Notice notice() {
        var notice = told();
        return notice == null || notice.isQuestion() && changed != null ? null : notice;
    }
}
