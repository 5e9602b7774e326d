// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import jakarta.faces.context.FacesContext;
import jakarta.faces.event.SystemEvent;
import jakarta.faces.event.SystemEventListener;

/**
 * Adds the notice to the messages of a new visitor's first page, just before it is rendered. Not a phase listener: such
 * a class makes servers start Faces for every war, even one without Faces pages.
 */
public class NoticeListener implements SystemEventListener {

    @Override
    public boolean isListenerForSource(Object source) {
        return true;
    }

    @Override
    public void processEvent(SystemEvent rendering) {
        var visit = PageVisit.current();
        var notice = visit == null ? null : visit.notice();
        if (notice != null && !notice.isQuestion()) {
            FacesContext.getCurrentInstance().addMessage(null, new NoticeMessage(notice));
        }
    }
}
