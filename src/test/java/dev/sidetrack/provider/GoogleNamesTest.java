// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleNamesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            as it is            | cart_filled      | cart_filled       | cart_filled
            dashes              | order-placed     | order_placed      | order_placed
            method              | Shop.products    | Shop_products     | Shop_products
            foreign letters     | bestätigt        | bestätigt         | bestätigt
            Cyrillic            | заказ            | заказ             | заказ
            Chinese             | 购买              | 购买               | 购买
            Arabic digits       | n٣               | n٣                | n٣
            emoji               | a😀              | a__7998           | a__7998
            other emoji         | a💐              | a__7808           | a__7808
            words               | Order placed     | Order_placed      | Order_placed
            digit first         | 3d-view          | x_3d_view         | x_3d_view
            underscore first    | _a               | x__a              | x__a
            empty               | ``               | x_                | x_
            reserved prefix     | ga_click         | x_ga_click        | x_ga_click
            firebase            | firebase_x       | x_firebase_x      | x_firebase_x
            google              | google-x         | x_google_x        | x_google_x
            reserved event      | session_start    | event_session_start | session_start
            reserved by a dash  | first-visit      | event_first_visit | first_visit
            reserved in part    | errors           | errors            | errors
            """)
    void param_anyName_fitsGoogle(String name, String given, String event, String param) {
        assertThat(new GoogleNames().event(given)).isEqualTo(event);
        assertThat(GoogleNames.param(given)).isEqualTo(param);
    }

    @Test
    void event_veryLong_is40Characters() {
        var names = new GoogleNames();
        assertThat(names.event("x".repeat(100))).hasSize(40).isNotEqualTo(names.event("x".repeat(99)));
        assertThat(names.event("1".repeat(100))).hasSize(40).startsWith("x_1");
        assertThat(names.event("x".repeat(40))).isEqualTo("x".repeat(40));
        assertThat(names.event("x" + "💐".repeat(49))).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void event_renamedToTheNameOfAnother_hasAHash() {
        var names = new GoogleNames();
        assertThat(names.event("order_placed")).isEqualTo("order_placed");
        var renamed = names.event("order-placed");
        assertThat(renamed).matches("order_placed_[0-9a-f]{4}").isEqualTo(names.event("order-placed"));
        assertThat(names.event("order placed"))
                .matches("order_placed_[0-9a-f]{4}")
                .isNotEqualTo(renamed);
        assertThat(names.event("order_placed")).isEqualTo("order_placed");
    }
}
