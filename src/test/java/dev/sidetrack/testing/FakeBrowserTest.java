// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FakeBrowserTest {

    private HttpRecorder application;
    private FakeBrowser visitor;

    @BeforeEach
    void start() throws IOException {
        application = new HttpRecorder();
        visitor = new FakeBrowser(URI.create(application.url() + "/shop"));
    }

    @AfterEach
    void stop() throws IOException {
        application.close();
    }

    @Test
    void get_aPage_saysWhatABrowserSays() {
        visitor.get("products?id=1");
        var request = application.only();
        assertThat(request.target()).isEqualTo("/shop/products?id=1");
        assertThat(request.header("User-Agent")).contains("Firefox");
        assertThat(request.header("Sec-Fetch-Mode")).isEqualTo("navigate");
        assertThat(request.header("Sec-Fetch-Site")).isEqualTo("none");
        assertThat(request.headerNames()).doesNotContain("referer", "cookie");
        assertThat(visitor.status()).isEqualTo(200);
    }

    @Test
    void postJson_fromAPage_isOfAScriptOnIt() {
        visitor.get("products").postJson("api/orders", "{}");
        var request = application.requests().get(1);
        assertThat(request.first()).startsWith("POST /shop/api/orders");
        assertThat(request.header("Referer")).isEqualTo(application.url() + "/shop/products");
        assertThat(request.header("Sec-Fetch-Mode")).isEqualTo("cors");
        assertThat(request.header("Sec-Fetch-Site")).isEqualTo("same-origin");
        assertThat(request.body()).isEqualTo("{}");
    }

    @Test
    void cookies_thatAreSetAndRemoved_areKeptMeanwhile() {
        application.answer(Reply.of(200).header("Set-Cookie", "sidetrack=c-1; Path=/; Max-Age=60; SameSite=Lax"));
        application.answer(Reply.of(200));
        application.answer(Reply.of(200).header("Set-Cookie", "sidetrack=; Path=/; Max-Age=0"));
        visitor.get("");
        assertThat(visitor.cookie("sidetrack")).isEqualTo("c-1");
        visitor.get("").get("");
        assertThat(application.requests().get(2).header("Cookie")).isEqualTo("sidetrack=c-1");
        assertThat(visitor.cookie("sidetrack")).isNull();
    }

    @Test
    void acceptConsent_whereItIsTaken_isPosted() {
        application.answer(Reply.of(303));
        visitor.acceptConsent();
        assertThat(application.only().first()).startsWith("POST /shop/sidetrack/consent");
        assertThat(application.only().body()).isEqualTo("choice=accept");
    }

    @Test
    void acceptConsent_whereNobodyTakesIt_fails() {
        application.answer(Reply.of(404));
        assertThatThrownBy(() -> visitor.acceptConsent())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("404");
    }
}
