// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

import static dev.sidetrack.SampleHits.ID;
import static dev.sidetrack.SampleHits.PAGE;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitTest {

    @Test
    void hit_withoutIdTimeOrPage_isRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Hit(null, TIME, null, PAGE, null, null, null))
                .withMessageContaining("id");
        assertThatNullPointerException()
                .isThrownBy(() -> new Hit(ID, null, null, PAGE, null, null, null))
                .withMessageContaining("time");
        assertThatNullPointerException()
                .isThrownBy(() -> new Hit(ID, TIME, null, null, null, null, null))
                .withMessageContaining("page");
    }

    @Test
    void visitor_withoutIdOrConsent_isRefusedOrUnasked() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Visitor(null, null, null, null, null, Consent.UNASKED))
                .withMessage("a visitor needs a client id");
        assertThat(new Visitor("c", null, null, null, null, null).consent()).isEqualTo(Consent.UNASKED);
    }

    @Test
    void isEvent_eventOrNone_tellsThem() {
        assertThat(SampleHits.event().isEvent()).isTrue();
        assertThat(SampleHits.pageView().isEvent()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "whole,            http, shop.example:8080, /a, http://shop.example:8080/a",
        "scheme not known, ,     shop.example,      /a, https://shop.example/a",
        "host not known,   http, ,                  /a, ",
        "path not known,   http, shop.example,      ,   ",
    })
    void url_ofPage_isWholeOrNull(String name, String scheme, String host, String path, String url) {
        assertThat(new Page(scheme, host, path, "title", null).url()).isEqualTo(url);
    }

    @Test
    void isFirst_ofSession_tellsByNumber() {
        assertThat(new Session(5, 1).isFirst()).isTrue();
        assertThat(new Session(5, 2).isFirst()).isFalse();
    }
}
