// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

/**
 * The output of {@code <st:notice/>}: the notice as a dismissible alert, removed from the page's messages so that no
 * {@code <h:messages/>} after it shows it again. A question is a banner with two equal buttons until the visitor has
 * answered. Without a notice the output is empty. Place it outside forms, because HTML forms cannot be nested.
 *
 * <p>The tag is a template ({@code META-INF/tags/notice.xhtml}), not a component: a component class makes servers start
 * Faces for every war, even one without Faces pages.
 */
@Named("sidetrackNotice")
@ApplicationScoped
public class NoticeTag {

    /** The notice as HTML, once per page, or an empty text. */
    public String getHtml() {
        var visit = PageVisit.current();
        var notice = visit == null ? null : visit.notice();
        var asked = notice != null && notice.isQuestion() ? NoticeHtml.asked(notice) : "";
        return asked + taken();
    }

    private static String taken() {
        var html = "";
        for (var messages = FacesContext.getCurrentInstance().getMessages(null); messages.hasNext(); ) {
            if (messages.next() instanceof NoticeMessage message) {
                messages.remove();
                if (!message.isRendered()) {
                    message.rendered();
                    html = NoticeHtml.told(message.getSummary(), message.language(), message.close());
                }
            }
        }
        return html;
    }
}
