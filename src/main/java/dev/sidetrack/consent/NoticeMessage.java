// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import jakarta.faces.application.FacesMessage;

/**
 * The notice among a page's other messages: {@code <h:messages globalOnly="true"/>} shows it if there is no
 * {@code <st:notice/>}.
 */
final class NoticeMessage extends FacesMessage {

    private static final long serialVersionUID = 1L;

    private final String language;
    private final String close;

    NoticeMessage(Notice notice) {
        super(SEVERITY_INFO, notice.text(), notice.text());
        language = notice.language();
        close = notice.close();
    }

    String language() {
        return language;
    }

    String close() {
        return close;
    }
}
