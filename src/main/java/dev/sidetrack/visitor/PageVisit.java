// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.visitor;

import dev.sidetrack.Consent;

/** What the pages of the request that a thread serves may know of their visitor. */
public class PageVisit {

    private static final ThreadLocal<PageVisit> CURRENT = new ThreadLocal<>();

    private final Notice notice;
    private volatile Consent consent;

    /** The visit of someone who has said {@code consent} and is to be told {@code notice}, or nothing if it is {@code null}. */
    protected PageVisit(Consent consent, Notice notice) {
        this.consent = consent;
        this.notice = notice;
    }

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
        return consent;
    }

    /** The visitor has made a choice in this very request. */
    protected final void consent(Consent changed) {
        consent = changed;
    }

    /** What the visitor is told or asked, or {@code null}; nothing any more once a choice is made. */
    public final Notice notice() {
        return notice == null || notice.isQuestion() && consent != Consent.UNASKED ? null : notice;
    }
}
