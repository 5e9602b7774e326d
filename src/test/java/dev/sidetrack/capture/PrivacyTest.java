// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static dev.sidetrack.SampleHits.CLIENT;
import static dev.sidetrack.SampleHits.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sidetrack.Campaign;
import dev.sidetrack.Hit;
import dev.sidetrack.HitCounts.Count;
import dev.sidetrack.Visitor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which fields leave the server, and which cookies the browser gets, for what a browser sends and the operator sets:
 * one case a line.
 */
class PrivacyTest {

    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    private static final long NOW = TIME.getEpochSecond();
    private static final String COUNTRIES = "src/test/resources/countries/GeoIP2-Country-Test.mmdb";
    private static final Map<String, String> PREFIXES = Map.of("before", "consent.", "version", "consent.");

    /**
     * The visitor. What leaves, if anything: the id (of a cookie, new, or of the day), address, user agent, language,
     * consent, user id; else why not.
     */
    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            notice, new             |                               |                      | new 192.0.2.0 agent de-AT unasked       | id session
            notice, known           |                               | known                | cookie 192.0.2.0 agent de-AT unasked    | session
            notice, accepted        |                               | known accept         | cookie 192.0.2.0 agent de-AT granted    | session
            notice, declined        |                               | known decline        | declined                                |
            notice, GPC             |                               | gpc                  | gpc                                     |
            notice, GPC, known      |                               | known gpc            | gpc                                     |
            notice, GPC, accepted   |                               | known accept gpc     | gpc                                     |
            notice, DNT             |                               | known dnt            | dnt                                     |
            signals off             | gpc=ignore dnt=ignore         | known gpc dnt        | cookie 192.0.2.0 agent de-AT unasked    | session
            GPC off, DNT on         | gpc=ignore                    | known gpc dnt        | dnt                                     |
            GPC cookieless          | gpc=cookieless                | known gpc            | day anonymous                              |
            GPC cookieless, yes     | gpc=cookieless                | known accept gpc     | day anonymous                              |
            GPC cookieless, no      | gpc=cookieless                | known decline gpc    | declined                                |
            GPC cookieless, DNT     | gpc=cookieless                | known gpc dnt        | dnt                                     |
            both cookieless         | gpc=cookieless dnt=cookieless | known gpc dnt        | day anonymous                              |
            GPC, another value      |                               | known gpc0           | cookie 192.0.2.0 agent de-AT unasked    | session
            DNT cookieless          | dnt=cookieless                | known dnt            | day anonymous                              |
            cookieless, IP full     | dnt=cookieless client-ip=full | known dnt            | day anonymous                              |
            cookieless, user        | dnt=cookieless user-id=principal | dnt jane identify | day anonymous                              |
            opt-in, new             | consent=opt-in                |                      | no-consent                              |
            opt-in, known           | consent=opt-in                | known                | no-consent                              |
            opt-in, accepted        | consent=opt-in                | accept               | new 192.0.2.0 agent de-AT granted       | id session
            opt-in, known, yes      | consent=opt-in                | known accept         | cookie 192.0.2.0 agent de-AT granted    | session
            opt-in, declined        | consent=opt-in                | known decline        | declined                                |
            opt-in, old version     | consent=opt-in version=2      | known accept         | no-consent                              |
            opt-in, GPC, accepted   | consent=opt-in                | known accept gpc     | gpc                                     |
            opt-in, DNT, accepted   | consent=opt-in                | known accept dnt     | dnt                                     |
            opt-in, GPC cookieless  | consent=opt-in gpc=cookieless | known gpc            | no-consent                              |
            opt-in, yes, cookieless | consent=opt-in gpc=cookieless | known accept gpc     | day anonymous                              |
            opt-in, signal ignored  | consent=opt-in gpc=ignore     | gpc                  | no-consent                              |
            before, new             | consent=opt-in before=cookieless |                   | day anonymous                              |
            before, known           | consent=opt-in before=cookieless | known ga jane     | day anonymous                              |
            before, accepted        | consent=opt-in before=cookieless | known accept      | cookie 192.0.2.0 agent de-AT granted    | session
            before, declined        | consent=opt-in before=cookieless | known decline     | declined                                |
            before, old version     | consent=opt-in before=cookieless version=2 | accept  | day anonymous                              |
            before, GPC             | consent=opt-in before=cookieless | gpc               | gpc                                     |
            before, identified      | consent=opt-in before=cookieless | identify          | day anonymous                              |
            opt-out, new            | consent=opt-out               |                      | new 192.0.2.0 agent de-AT unasked       | id session
            opt-out, accepted       | consent=opt-out               | known accept         | cookie 192.0.2.0 agent de-AT granted    | session
            opt-out, declined       | consent=opt-out               | known decline        | declined                                |
            opt-out, old no         | consent=opt-out version=2     | known decline        | declined                                |
            opt-out, GPC            | consent=opt-out               | known gpc            | gpc                                     |
            opt-out, GPC cookieless | consent=opt-out gpc=cookieless | known gpc           | day anonymous                              |
            opt-out, DNT, accepted  | consent=opt-out               | known accept dnt     | dnt                                     |
            none, new               | consent=none                  |                      | new 192.0.2.0 agent de-AT unasked       | id session
            none, declined          | consent=none                  | known decline        | declined                                |
            none, GPC               | consent=none                  | gpc                  | gpc                                     |
            address full            | client-ip=full                | known                | cookie 192.0.2.77 agent de-AT unasked   | session
            address none            | client-ip=none                | known                | cookie agent de-AT unasked              | session
            IPv6                    |                               | known ipv6           | cookie 2001:db8:1:: agent de-AT unasked | session
            IPv6 full               | client-ip=full                | known ipv6           | cookie 2001:db8:1:2::7 agent de-AT unasked | session
            IPv6 none               | client-ip=none                | known ipv6           | cookie agent de-AT unasked              | session
            IPv4 written as IPv6    |                               | known mapped         | cookie 192.0.2.0 agent de-AT unasked    | session
            IPv6 with a zone        |                               | known zone           | cookie fe80:: agent de-AT unasked       | session
            proxy not trusted       |                               | known proxied        | cookie 192.0.2.0 agent de-AT unasked    | session
            proxy trusted           | trusted-proxies=192.0.2.77    | known proxied        | cookie 203.0.113.0 agent de-AT unasked  | session
            id of the day           | identity=cookieless           |                      | day 192.0.2.0 agent de-AT unasked       |
            id of the day, known    | identity=cookieless           | known                | day 192.0.2.0 agent de-AT unasked       |
            id of the day, no IP    | identity=cookieless client-ip=none | known           | day agent de-AT unasked                 |
            id of the day, yes      | identity=cookieless consent=opt-in | accept          | day 192.0.2.0 agent de-AT granted       |
            id of the day, no       | identity=cookieless           | decline              | declined                                |
            id of the day, GPC      | identity=cookieless           | gpc                  | gpc                                     |
            id of the day, both     | identity=cookieless gpc=cookieless | known ga gpc jane | day anonymous                              |
            id of the day, opt-out  | identity=cookieless consent=opt-out |                | day 192.0.2.0 agent de-AT unasked       |
            signed in, not told to  |                               | known jane           | cookie 192.0.2.0 agent de-AT unasked    | session
            signed in, told to      | user-id=principal             | known jane           | cookie 192.0.2.0 agent de-AT unasked user=jane | session
            signed in, hashed       | user-id=hashed secret=s       | known jane           | cookie 192.0.2.0 agent de-AT unasked user=hash | session
            nobody signed in        | user-id=principal             | known                | cookie 192.0.2.0 agent de-AT unasked    | session
            identified              |                               | known jane identify  | cookie 192.0.2.0 agent de-AT unasked user=42 | session
            Google's ids            |                               | known ga             | cookie 192.0.2.0 agent de-AT unasked    | session
            Google's ids, told to   | google-cookies=true           | known ga             | cookie 192.0.2.0 agent de-AT unasked _ga=1.2 | session
            Google's ids, GPC       | google-cookies=true gpc=cookieless | known ga gpc    | day anonymous                              |
            hints                   |                               | known hints          | cookie 192.0.2.0 agent de-AT unasked hints=Linux | session
            hints, GPC              | gpc=cookieless                | known hints gpc      | day anonymous                              |
            hints, before yes       | consent=opt-in before=cookieless | hints             | day anonymous                              |
            hints, id of the day    | identity=cookieless           | hints                | day 192.0.2.0 agent de-AT unasked hints=Linux |
            hostile hints           |                               | known badhints       | cookie 192.0.2.0 agent de-AT unasked    | session
            country                 | countries=FILE                | known british        | cookie 2.125.160.0 agent de-AT unasked country=GB | session
            country, address full   | countries=FILE client-ip=full | known british        | cookie 2.125.160.216 agent de-AT unasked country=GB | session
            country, address none   | countries=FILE client-ip=none | known british        | cookie agent de-AT unasked country=GB   | session
            country, id of the day  | countries=FILE identity=cookieless | british         | day 2.125.160.0 agent de-AT unasked country=GB |
            country, proxy trusted  | countries=FILE trusted-proxies=192.0.2.77 | known proxied-british | cookie 2.125.160.0 agent de-AT unasked country=GB | session
            country, proxy not      | countries=FILE                | known proxied-british | cookie 192.0.2.0 agent de-AT unasked    | session
            country of nowhere      | countries=FILE                | known                | cookie 192.0.2.0 agent de-AT unasked    | session
            country, GPC            | countries=FILE gpc=cookieless | known british gpc    | day anonymous                              |
            country, before yes     | countries=FILE consent=opt-in before=cookieless | british | day anonymous                              |
            country, no file        |                               | known british        | cookie 2.125.160.0 agent de-AT unasked  | session
            bot                     |                               | bot                  | bot                                     |
            bot, declined           |                               | bot decline          | bot                                     |
            bots let in             | exclude-bots=false            | bot                  | new 192.0.2.0 bot de-AT unasked         | id session
            prefetch                |                               | known prefetch       | prefetch                                |
            switched off            | enabled=false                 | known                | nothing                                 |
            """)
    void visitor_anyRequest_leavesWithTheseFields(
            String name, String settings, String request, String leaves, String cookies) throws Exception {
        var tracking = Tracking.with(keys(settings));
        var words = request == null ? List.<String>of() : List.of(request.split(" "));
        var response = tracking.serve(request(words), (http, page) -> {
            if (words.contains("identify")) {
                TrackedRequest.current().userId("42");
            }
            Tracking.page(http, page);
        });
        var hits = tracking.hits();
        if (hits.isEmpty()) {
            var reasons = tracking.counts.by(Count.EXCLUDED);
            assertThat(
                            reasons.isEmpty()
                                    ? "nothing"
                                    : reasons.keySet().iterator().next())
                    .isEqualTo(leaves);
        } else {
            assertThat(hits).singleElement().satisfies(hit -> {
                assertThat(text(hit.visitor())).isEqualTo(leaves);
                assertThat(page(hit)).isEqualTo("/shop/products https://search.example/find source=news");
                assertThat(hit.toString()).doesNotContain("s3cret");
            });
        }
        assertThat(response.cookieNames()).isEqualTo(names(cookies));
    }

    /** The page: path with query, referrer, campaign. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            no query            | -                       | -           | /shop/products                     | https://a.example/b?q=s3cret | /shop/products https://a.example/b
            query not allowed   | -                       | -           | /shop/products?q=s3cret&id=3       | -                   | /shop/products
            query allowed       | query-parameters=id     | -           | /shop/products?q=s3cret&id=3       | -                   | /shop/products?id=3
            query, anonymous    | query-parameters=id gpc=cookieless | gpc | /shop/products?q=s3cret&id=3    | -                   | /shop/products?id=3
            several allowed     | query-parameters=id,page | -          | /shop/products?page=2&q=s3cret&id=3 | -                  | /shop/products?page=2&id=3
            path parameter      | -                       | -           | /shop/products;jsessionid=s3cret   | -                   | /shop/products
            e-mail address      | -                       | -           | /shop/user/s3cret@x.example/orders | -                   | /shop/user/*/orders
            encoded address     | -                       | -           | /shop/user/s3cret%40x.example      | -                   | /shop/user/*
            encoded twice       | -                       | -           | /shop/go/s3cret%2540x.example      | https://a.example/s3cret%2540x.example | /shop/go/* https://a.example/*
            address in campaign | -                       | -           | /shop/?utm_source=news&utm_term=s3cret%40x.example | -   | /shop/ source=news term=*
            number unmasked     | -                       | -           | /shop/orders/1234                  | -                   | /shop/orders/1234
            number masked       | mask=number             | -           | /shop/orders/1234                  | -                   | /shop/orders/*
            own mask            | mask=user-.*            | -           | /shop/user-s3cret/x                | -                   | /shop/*/x
            masked referrer     | -                       | -           | /shop/products                     | https://shop.example/user/s3cret@x.example | /shop/products https://shop.example/user/*
            app as referrer     | -                       | -           | /shop/products                     | android-app://com.example.app/ | /shop/products android-app://com.example.app/
            password            | -                       | -           | /shop/products                     | https://s3cret@a.example/ | /shop/products
            address as click id | -                       | -           | /shop/?utm_source=news&gclid=s3cret%40x.example | -      | /shop/ source=news
            nothing but that    | -                       | -           | /shop/?gclid=s3cret%40x.example | -                      | /shop/
            campaign            | -                       | -           | /shop/products?utm_source=news&utm_medium=email&utm_campaign=spring | - | /shop/products source=news medium=email name=spring
            click id            | -                       | -           | /shop/products?gclid=Cj0K          | -                   | /shop/products gclid=Cj0K
            click, anonymous    | gpc=cookieless          | gpc         | /shop/products?gclid=s3cret        | -                   | /shop/products
            campaign, anonymous | gpc=cookieless          | gpc         | /shop/products?utm_source=news&gclid=s3cret | -          | /shop/products source=news
            click, before yes   | consent=opt-in before=cookieless | -  | /shop/products?fbclid=s3cret       | -                   | /shop/products
            """)
    void page_anyAddress_leavesWithTheseFields(
            String name, String settings, String request, String address, String referrer, String leaves)
            throws Exception {
        var tracking = Tracking.with(keys(settings));
        var question = address.indexOf('?');
        var fake = new FakeRequest(question < 0 ? address : address.substring(0, question))
                .query(question < 0 ? null : address.substring(question + 1));
        if (referrer != null) {
            fake.header("Referer", referrer);
        }
        if ("gpc".equals(request)) {
            fake.header("Sec-GPC", "1");
        }
        tracking.serve(fake, Tracking::page);
        assertThat(tracking.hits()).singleElement().satisfies(hit -> {
            assertThat(page(hit)).isEqualTo(leaves);
            assertThat(hit.toString()).doesNotContain("s3cret");
        });
    }

    @Property(tries = 300)
    void page_anyHeaders_isServedAndLeaksNone(@ForAll String text, @ForAll String agent) throws Exception {
        var tracking = Tracking.with(
                keys("trusted-proxies=192.0.2.77 user-id=principal query-parameters=id google-cookies=true"));
        var request = new FakeRequest("/shop/products").query("id=" + text).user(text);
        for (var header : new String[] {
            "Cookie",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Host",
            "X-Forwarded-Proto",
            "Referer",
            "Accept-Language",
            "Sec-GPC",
            "DNT",
            "Sec-Purpose",
            "Purpose",
            "X-Moz"
        }) {
            request.header(header, text);
        }
        var response = tracking.serve(request.header("User-Agent", agent), Tracking::page);
        assertThat(response.getContentType()).startsWith("text/html");
        assertThat(response.cookies()).allMatch(cookie -> cookie.matches("[ -~]+"));
        assertThat(tracking.hits())
                .allSatisfy(hit -> assertThat(hit.page().path()).isEqualTo("/shop/products"));
    }

    private static FakeRequest request(List<String> words) {
        var request = new FakeRequest("/shop/products")
                .query("utm_source=news&token=s3cret")
                .header("User-Agent", AGENT)
                .header("Accept-Language", "de-AT,de;q=0.9")
                .header("Referer", "https://search.example/find?q=s3cret")
                .header("Authorization", "Basic s3cret")
                .header("X-Api-Key", "s3cret");
        var cookies = new ArrayList<>(List.of("JSESSIONID=s3cret"));
        for (var word : words) {
            switch (word) {
                case "known" -> cookies.add("sidetrack=" + CLIENT);
                case "accept", "decline" -> cookies.add("sidetrack_consent=" + word + ".1." + (NOW - 100));
                case "ga" -> cookies.add("_ga=GA1.1.1.2");
                case "gpc" -> request.header("Sec-GPC", "1");
                case "gpc0" -> request.header("Sec-GPC", "0");
                case "mapped" -> request.from("::ffff:192.0.2.77");
                case "zone" -> request.from("fe80::1%eth0");
                case "dnt" -> request.header("DNT", "1");
                case "ipv6" -> request.from("2001:db8:1:2::7");
                case "proxied" -> request.header("Forwarded", "for=203.0.113.9");
                case "british" -> request.from("2.125.160.216");
                case "proxied-british" -> request.header("Forwarded", "for=2.125.160.216");
                case "hints" ->
                    request.header("Sec-CH-UA", "\"Chromium\";v=\"124\"").header("Sec-CH-UA-Platform", "\"Linux\"");
                case "badhints" -> request.header("Sec-CH-UA", "s3cret\n").header("Sec-CH-UA-Platform", "\"Linux\"");
                case "jane" -> request.user("jane");
                case "bot" -> request.header("User-Agent", "Googlebot/2.1");
                case "prefetch" -> request.header("Sec-Purpose", "prefetch");
                default -> assertThat(word).isEqualTo("identify");
            }
        }
        return request.header("Cookie", String.join("; ", cookies));
    }

    private static Map<String, String> keys(String settings) {
        var keys = new HashMap<String, String>();
        for (var setting : settings == null ? new String[0] : settings.split(" ")) {
            var pair = setting.split("=", 2);
            keys.put("sidetrack." + PREFIXES.getOrDefault(pair[0], "") + pair[0], pair[1].replace("FILE", COUNTRIES));
        }
        return keys;
    }

    private static String text(Visitor visitor) {
        assertThat(visitor.session()).isNotNull();
        var id = visitor.clientId();
        return joined(Stream.of(
                id.equals(CLIENT) ? "cookie" : id.charAt(14) == '8' ? "day" : "new",
                visitor.address(),
                AGENT.equals(visitor.userAgent()) ? "agent" : visitor.userAgent() == null ? null : "bot",
                visitor.language(),
                visitor.consent().name().toLowerCase(Locale.ROOT),
                visitor.userId() == null
                        ? null
                        : "user=" + (visitor.userId().length() == 32 ? "hash" : visitor.userId()),
                visitor.country() == null ? null : "country=" + visitor.country(),
                visitor.hints() == null ? null : "hints=" + visitor.hints().platform(),
                visitor.aliases().entrySet().stream()
                        .map(Object::toString)
                        .findAny()
                        .orElse(null)));
    }

    private static String page(Hit hit) {
        return joined(
                Stream.concat(Stream.of(hit.page().pathAndQuery(), hit.page().referrer()), campaign(hit.campaign())));
    }

    private static Stream<String> campaign(Campaign campaign) {
        return campaign == null
                ? Stream.of()
                : Stream.of(
                        field("source", campaign.source()),
                        field("medium", campaign.medium()),
                        field("name", campaign.name()),
                        field("term", campaign.term()),
                        field("content", campaign.content()),
                        field("id", campaign.id()),
                        field(campaign.clickIdName(), campaign.clickId()));
    }

    private static String field(String name, String value) {
        return value == null ? null : name + "=" + value;
    }

    private static String joined(Stream<String> parts) {
        return parts.filter(part -> part != null).collect(Collectors.joining(" "));
    }

    private static List<String> names(String cookies) {
        return cookies == null
                ? List.of()
                : Stream.of(cookies.split(" "))
                        .map(name -> name.equals("id") ? "sidetrack" : "sidetrack_" + name)
                        .toList();
    }
}
