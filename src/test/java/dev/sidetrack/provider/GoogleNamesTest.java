// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleNamesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            as it is            | cart_filled      | cart_filled              | cart_filled
            dashes              | order-placed     | order_placed             | order_placed
            method              | Shop.products    | Shop_products_4155       | Shop_products_4155
            foreign letters     | bestätigt        | bestätigt                | bestätigt
            Cyrillic            | заказ            | заказ                    | заказ
            Chinese             | 购买               | 购买                       | 购买
            Arabic digits       | n٣               | n٣                       | n٣
            emoji               | a😀               | a__7998                  | a__7998
            other emoji         | a💐               | a__7808                  | a__7808
            words               | Order placed     | Order_placed_74ca        | Order_placed_74ca
            words and dashes    | a-b c            | a_b_c_d5d5               | a_b_c_d5d5
            digit first         | 3d-view          | x_3d_view_ff52           | x_3d_view_ff52
            underscore first    | _a               | x__a_0be2                | x__a_0be2
            empty               | ``               | x__0000                  | x__0000
            reserved prefix     | ga_click         | x_ga_click_d774          | x_ga_click_d774
            firebase            | firebase_x       | x_firebase_x_6b77        | x_firebase_x_6b77
            google              | google-x         | x_google_x_c750          | x_google_x_c750
            reserved event      | session_start    | event_session_start_ea8d | session_start
            reserved for apps   | app_background   | event_app_background_7f87 | app_background
            reserved by a dash  | first-visit      | event_first_visit_ee42   | first_visit
            reserved in part    | errors           | errors                   | errors
            """)
    void param_anyName_fitsGoogle(String name, String given, String event, String param) {
        assertThat(GoogleNames.event(given)).isEqualTo(event);
        assertThat(GoogleNames.param(given)).isEqualTo(param);
    }

    @Test
    void event_veryLong_is40Characters() {
        assertThat(GoogleNames.event("x".repeat(100))).hasSize(40).isNotEqualTo(GoogleNames.event("x".repeat(99)));
        assertThat(GoogleNames.event("1".repeat(100))).hasSize(40).startsWith("x_1");
        assertThat(GoogleNames.event("x".repeat(40))).isEqualTo("x".repeat(40));
        assertThat(GoogleNames.event("x" + "💐".repeat(49))).hasSizeLessThanOrEqualTo(40);
    }

    /** Whichever comes first on a node, or after its restart. */
    @Test
    void event_namesThatBecomeAlike_areToldApartInAnyOrder() {
        var names = List.of("order placed", "order.placed", "order:placed", "order-placed");
        var renamed = names.stream().map(GoogleNames::event).toList();
        assertThat(renamed).doesNotHaveDuplicates().allMatch(name -> name.startsWith("order_placed"));
        assertThat(renamed.get(3)).isEqualTo("order_placed");
        for (var i = 0; i < 2_000; i++) {
            GoogleNames.event("e" + i);
        }
        assertThat(GoogleNames.event("order placed")).isEqualTo(renamed.get(0));
    }
}
