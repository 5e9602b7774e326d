// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Campaign;
import dev.sidetrack.config.SettingsOf;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryRulesTest {

    private final QueryRules rules = new QueryRules(SettingsOf.one("sidetrack.query-parameters", "id, page"));

    /**
     * What a campaign is: source, medium, name, term, content, id, click id's name, click id. The names are those of
     * Google's <a href="https://support.google.com/analytics/answer/10917952">custom URLs</a> and of Matomo's tracking.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            none           |                                                 |
            empty          | ``                                              |
            others         | q=secret&id=3                                   |
            all of utm     | utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&utm_content=e&utm_id=f | a b c d e f - -
            Matomo         | mtm_source=a&mtm_medium=b&mtm_campaign=c&mtm_kwd=d&mtm_content=e&mtm_cid=f | a b c d e f - -
            old Matomo     | pk_campaign=c&pk_kwd=d&pk_source=a              | a - c d - - - -
            older Matomo   | piwik_campaign=c&piwik_keyword=d                | - - c d - - - -
            among others   | q=secret&utm_source=a&id=3                      | a - - - - - - -
            first counts   | utm_source=a&utm_source=z&mtm_source=y          | a - - - - - - -
            encoded        | utm_source=a%26b%3D%C3%A9&utm_campaign=x+y      | a&b=é - x_y - - - - -
            blank          | utm_source=%20&utm_medium=                      |
            no equals sign | utm_source                                      |
            lone percent   | utm_source=%&utm_medium=%zz&utm_campaign=50%off | % %zz 50%off - - - - -
            half an escape | utm_source=a%2                                  | a%2 - - - - - - -
            half a click   | gclid=Cj0%2                                     |
            not UTF-8      | utm_source=%FF                                  | � - - - - - - -
            Google's click | gclid=Cj0K                                      | - - - - - - gclid Cj0K
            two clicks     | fbclid=one&gclid=two                            | - - - - - - fbclid one
            click blank    | gclid=                                          |
            equals in it   | utm_source=a=b                                  | a=b - - - - - - -
            empty pairs    | &&&utm_source=a&&                               | a - - - - - - -
            other case     | UTM_Source=a&Utm_MEDIUM=b                       | a b - - - - - -
            HTML escaped   | utm_source=a&amp;utm_medium=b&amp;gclid=Cj0     | a b - - - - gclid Cj0
            escaped twice  | utm_source=a&amp;amp;utm_medium=b               | a b - - - - - -
            escaped, encoded | utm_source=a&amp%3Butm_medium=b               | a b - - - - - -
            escaped as AMP | utm_source=a&AMP;utm_medium=b                   | a b - - - - - -
            blank in front | utm_source=a&%20utm_medium=b&+utm_campaign=c    | a b c - - - - -
            pasted blanks  | %C2%A0utm_source=%E2%80%8Ba%C2%A0&%EF%BB%BFutm_medium=b | a b - - - - - -
            raw UTF-8      | utm_source=f\u00C3\u00BCr                         | für - - - - - - -
            raw Latin-1    | utm_source=f\u00FCr                              | für - - - - - - -
            Matomo's own   | matomo_campaign=a&matomo_kwd=b                  | - - a b - - - -
            oldest Matomo  | pk_cpn=a                                        | - - a - - - - -
            name encoded   | utm%5Fsource=a&%67clid=Cj0                      | a - - - - - gclid Cj0
            two questions  | ?utm_source=a                                   | a - - - - - - -
            blank first    | utm_source=&utm_source=a                        | a - - - - - - -
            blank click    | gclid=&fbclid=two                               | - - - - - - fbclid two
            Snapchat       | ScCid=abc                                       | - - - - - - ScCid abc
            other case too | sccid=abc&GCLID=x                               | - - - - - - ScCid abc
            Google's own   | gad_source=1&gad_campaignid=7&gclid=Cj0         | - - - - - - gclid Cj0
            campaign alone | gad_source=1&gad_campaignid=7                   | - - - - - - gad_campaignid 7
            longer name    | xutm_source=a&utm_sources=b                     |
            """)
    void campaign_anyQuery_isWhatItSays(String name, String query, String campaign) {
        assertThat(text(rules.campaign(query))).isEqualTo(campaign);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gclid",
                "gbraid",
                "wbraid",
                "dclid",
                "fbclid",
                "msclkid",
                "ttclid",
                "twclid",
                "li_fat_id",
                "yclid",
                "ScCid",
                "epik",
                "rdt_cid",
                "qclid",
                "irclid",
                "irclickid",
                "tblci",
                "dicbo",
                "ndclid",
                "gad_campaignid"
            })
    void campaign_advertisersClickId_isKnown(String clickId) {
        assertThat(rules.campaign(clickId + "=abc"))
                .isEqualTo(new Campaign(null, null, null, null, null, null, clickId, "abc"));
    }

    @Test
    void campaign_veryLong_isCutBetweenCharacters() {
        assertThat(rules.campaign("utm_source=" + "a".repeat(1000)).source()).hasSize(200);
        assertThat(rules.campaign("utm_source=" + "a".repeat(199) + "%F0%9F%98%80")
                        .source())
                .isEqualTo("a".repeat(199));
    }

    @Test
    void campaign_inALongQuery_isThere() {
        assertThat(rules.campaign("x=" + "a".repeat(10_000) + "&utm_source=a").source())
                .isEqualTo("a");
    }

    @Test
    void campaign_clickId_isWholeOrNotThere() {
        assertThat(rules.campaign("ttclid=" + "a".repeat(310)).clickId()).hasSize(310);
        assertThat(rules.campaign("ttclid=" + "a".repeat(1000)).clickId()).hasSize(1000);
        assertThat(rules.campaign("ttclid=" + "a".repeat(1001))).isNull();
        assertThat(rules.campaign("ttclid=" + "a".repeat(1001) + "&gclid=Cj0").clickId())
                .isEqualTo("Cj0");
    }

    @Test
    void campaign_newerParameters_areKnown() {
        var campaign = rules.campaign(
                "utm_id=7&utm_source_platform=sa360&utm_creative_format=video&utm_marketing_tactic=remarketing");
        assertThat(campaign)
                .isEqualTo(Campaign.builder()
                        .id("7")
                        .sourcePlatform("sa360")
                        .creativeFormat("video")
                        .marketingTactic("remarketing")
                        .build());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            none             |                               |
            empty            | ``                            |
            allowed          | id=3                          | id=3
            both             | page=2&id=3                   | page=2&id=3
            among others     | q=secret&id=3&token=secret    | id=3
            only others      | q=secret                      |
            campaign         | utm_source=a                  |
            twice            | id=3&id=4                     | id=3&id=4
            no value         | id                            | id
            empty value      | id=                           | id=
            as it was sent   | id=%C3%A9+x                   | id=%C3%A9+x
            malformed        | id=%zz                        | id=%zz
            name encoded     | %69d=secret                   |
            name in a value  | q=id=secret                   |
            longer name      | id2=secret&xid=secret         |
            other separator  | q=1;id=secret                 |
            array            | id[]=secret                   |
            HTML escaped     | q=secret&amp;id=3             | id=3
            """)
    void allowed_anyQuery_isOnlyWhatIsConfigured(String name, String query, String allowed) {
        assertThat(rules.allowed(query)).isEqualTo(allowed);
    }

    @Test
    void allowed_nothingConfigured_isNull() {
        assertThat(new QueryRules(SettingsOf.nothing()).allowed("id=3&q=secret"))
                .isNull();
    }

    @Test
    void allowed_inALongQuery_isThereUnlessItIsLongItself() {
        assertThat(rules.allowed("x=" + "a".repeat(10_000) + "&id=3")).isEqualTo("id=3");
        assertThat(rules.allowed("id=" + "a".repeat(4096) + "&page=2")).isEqualTo("page=2");
    }

    @Property
    void everything_anyQuery_isShortAndOnlyWhatIsAllowed(@ForAll String query) {
        check(query);
        check("utm_source=" + query + "&id=" + query);
    }

    @Property
    void everything_likelyQuery_isShortAndOnlyWhatIsAllowed(
            @ForAll @CharRange(from = 'a', to = 'i') @Chars({'&', '=', '%', '+', '2', 'F', '_'}) String query) {
        check(query);
        check("gclid=" + query + "&id=" + query);
    }

    private void check(String query) {
        var campaign = rules.campaign(query);
        if (campaign != null) {
            assertThat(values(campaign))
                    .allMatch(value -> value == null || !value.isBlank() && value.length() <= 1000)
                    .anyMatch(value -> value != null);
        }
        var allowed = rules.allowed(query);
        if (allowed != null) {
            assertThat(allowed.split("&")).allMatch(pair -> pair.matches("(?s)(id|page)(=.*)?"));
        }
    }

    private static Stream<String> values(Campaign c) {
        return Arrays.stream(new String[] {
            c.source(), c.medium(), c.name(), c.term(), c.content(), c.id(), c.clickIdName(), c.clickId()
        });
    }

    private static String text(Campaign campaign) {
        return campaign == null
                ? null
                : values(campaign)
                        .map(value -> value == null ? "-" : value.replace(' ', '_'))
                        .collect(Collectors.joining(" "));
    }
}
