// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;

/** Adds the notice to the messages of a new visitor's first page, just before it is rendered. */
public class NoticeListener implements PhaseListener {

    private static final long serialVersionUID = 1L;

    @Override
    public PhaseId getPhaseId() {
        return PhaseId.RENDER_RESPONSE;
    }

    @Override
    public void beforePhase(PhaseEvent event) {
        var visit = PageVisit.current();
        var notice = visit == null ? null : visit.notice();
        if (notice != null && !notice.isQuestion()) {
            event.getFacesContext().addMessage(null, new NoticeMessage(notice));
        }
    }

    @Override
    public void afterPhase(PhaseEvent event) {
        // The page is there: nothing is left to add.
    }
}
