// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignQueryTest {

    private static final Map<String, String> CAMPAIGN = Map.of("utm_source", "a");

    @ParameterizedTest
    @CsvSource({
        "/a, 40, /a?utm_source=a",
        "/a?q=1, 40, /a?q=1&utm_source=a",
        "/a?q=12345678901234567890, 30, /a?q=123456789012&utm_source=a",
        "/a?q=123456789%C3%BC67890, 30, /a?q=123456789&utm_source=a",
        "/1234567890123456789012345, 30, /1234567890123456?utm_source=a"
    })
    void appendedTo_addressThatIsTooLong_cutsThePagesPart(String url, int most, String appended) {
        assertThat(CampaignQuery.appendedTo(url, CAMPAIGN, most))
                .isEqualTo(appended)
                .hasSizeLessThanOrEqualTo(most);
    }

    @Test
    void appendedTo_campaignThatIsTooLong_leavesThePageHalfAndOutWhatDoesNotFit() {
        var campaign = new LinkedHashMap<String, String>();
        campaign.put("utm_term", "a".repeat(20));
        campaign.put("utm_id", "b");
        campaign.put("gclid", "c".repeat(20));
        assertThat(CampaignQuery.appendedTo("/123456789012345", campaign, 30)).isEqualTo("/12345678901234?utm_id=b");
    }

    @Test
    void appendedTo_noCampaign_isTheAddress() {
        assertThat(CampaignQuery.appendedTo("/1234", Map.of(), 3)).isEqualTo("/12");
        assertThat(CampaignQuery.appendedTo(null, CAMPAIGN, 3)).isNull();
    }
}
