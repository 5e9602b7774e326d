// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;

/**
 * What {@code <st:notice/>} writes: the notice as a dismissible alert, which it takes out of the page's messages so
 * that no {@code <h:messages/>} after it shows it again. Where visitors are asked, it is a banner with two equal
 * buttons until they have answered; where there is nothing to tell, nothing. Place it outside forms, since HTML has no
 * forms within forms.
 *
 * <p>The tag is a template ({@code META-INF/tags/notice.xhtml}), and no component: a class of that kind in a war makes
 * servers start Faces for it, whether it has pages of Faces or not.
 */
@Named("sidetrackNotice")
@ApplicationScoped
public class NoticeTag {

    /** The notice as HTML, or an empty text; once for each page. */
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
