// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TitleScannerTest {

    /** As the HTML standard tokenizes (section 13.2.5) and {@code document.title} reads. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain                | <html><head><title>Blue mug</title>                                   | Blue mug
            capitals             | <HTML><HEAD><TITLE>Blue mug</TITLE>                                   | Blue mug
            mixed                | <tItLe>Blue mug</TiTlE>                                               | Blue mug
            attributes           | <title data-x="a > b" lang='de'>Blue mug</title >                     | Blue mug
            white space          | `<title>\n   Blue\t\n mug  </title>`                                  | Blue mug
            entities             | <title>Fish &amp; chips &#8211; 5&nbsp;&euro; &#x1F600;</title>       | Fish & chips – 5 € 😀
            letters and signs    | <title>&Omega;&ccaron;&lstrok; &le; &percnt;&dagger;</title>          | Ωčł ≤ %†
            umlauts by name      | <title>Gr&ouml;&szlig;e &Auml;</title>                                | Größe Ä
            number of 1252       | <title>a &#150; b</title>                                             | a – b
            entity without end   | <title>Fish &amp chips &copy2026 caf&eacute &#38 &#x26 &quot&quot;</title> | Fish & chips ©2026 café & & ""
            the longest one      | <title>&notit; &notin; &ampere</title>                                | ¬it; ∉ &ere
            no entity            | <title>AT&T; R&D &unknown; & &#xyz;</title>                           | AT&T; R&D &unknown; & &#xyz;
            nul by number        | <title>a&#0;b</title>                                                 | a�b
            tag in the title     | <title>a <b>c</b></title>                                             | a <b>c</b>
            tag like its end     | <title>a </titles> b</title>                                          | a </titles> b
            comment first        | <!-- <title>no</title> --><title>yes</title>                          | yes
            short comment        | <!--><title>yes</title>                                               | yes
            bang at its end      | <!-- a --!><title>yes</title>                                         | yes
            dashes in a comment  | <!-- a -- <title>no</title> ---><title>yes</title>                    | yes
            SVG first            | <svg viewBox="0 0 1 1"><title>no</title></svg><title>yes</title>      | yes
            SVG in SVG           | <svg><svg></svg><title>no</title></svg><title>yes</title>             | yes
            empty SVG            | <svg/><title>yes</title>                                              | yes
            SVG in capitals      | <SVG><title>no</title></SVG><title>yes</title>                        | yes
            MathML               | <math><title>no</title></math><title>yes</title>                      | yes
            script first         | <script>var a = "<title>no</title>";</script><title>yes</title>       | yes
            style first          | <style>/* <title>no</title> */</style><title>yes</title>              | yes
            template             | <template><title>no</title></template><title>yes</title>              | yes
            textarea             | <textarea><title>no</title></textarea><title>yes</title>              | yes
            in an attribute      | <meta content="<title>no</title>"><title>yes</title>                  | yes
            apostrophe           | <meta content=it's><title>yes</title>                                 | yes
            first counts         | <title>one</title><title>two</title>                                  | one
            in the body          | <body class="a"><p>x</p><span><title>late</title>                     | late
            SVG in the body      | <body><p><svg><title>no</title></svg></p><section><title>yes</title>  | yes
            in one in the body   | <body><div data-x="<title>no</title>">x</div><title>yes</title>       | yes
            after > in the body  | <body><a title='<title>no</title>'>x</a><title>yes</title>           | yes
            SVG's end in one     | <body><svg><text x="</svg>"/><title>no</title></svg><title>yes</title> | yes
            less in the body     | <body><p>1 < 2 <title>yes</title>                                     | yes
            two in the body      | <body><<title>yes</title>                                             | yes
            unended in the body  | <body><a <title>no</title><title>yes</title>                          | yes
            longer name          | <titles>no</titles><title>yes</title>                                 | yes
            less than            | <p>1 < 2 <title>yes</title>                                           | yes
            XML                  | <?xml version="1.0"?><!DOCTYPE html><html><title>yes</title>          | yes
            no title             | <html><head></head><body>x</body>                                     |
            empty                | <title> </title>                                                      |
            not ended            | <title>Blue mug                                                       |
            """)
    void title_ofPage_isAsABrowserShowsIt(String name, String page, String title) {
        assertThat(inPieces(page, page.length())).isEqualTo(title);
        assertThat(inPieces(page, 1)).isEqualTo(title);
        assertThat(inPieces(page, 3)).isEqualTo(title);
        assertThat(inPieces(page, 7)).isEqualTo(title);
        assertThat(inBytes(page, page.length())).isEqualTo(title);
        assertThat(inBytes(page + " ".repeat(16_384), 16_384)).isEqualTo(title);
    }

    /** Where nothing but a title matters any more, it is searched for eight bytes at a time. */
    @Property(tries = 300)
    void title_atAnyPlaceInALongBody_isFound(@ForAll @IntRange(max = 16_000) int at, @ForAll boolean isCapital) {
        var before = "<body><p>x</p><td><a title=\"t\">"
                + "<t1<tit<ti t".repeat(1_400).substring(0, at);
        var title = isCapital ? "\"><TITLE>Blue mug</TITLE>" : "\"><title>Blue mug</title>";
        var page = before + title + "<p>x".repeat(4_096);
        assertThat(inBytes(page, page.length())).isEqualTo("Blue mug");
        assertThat(inBytes(page, 8_192)).isEqualTo("Blue mug");
    }

    @Test
    void title_cutByTheLimit_isNotThere() {
        for (var missing = 0; missing < 30; missing++) {
            var page = "<body>" + "x".repeat(16_384 - "<body>".length() - missing) + "<title>Blue mug</title>";
            assertThat(inBytes(page, page.length())).as("%s", missing).isEqualTo(inBytes(page, 100));
        }
    }

    @Test
    void title_beyondTheFirst16Thousand_isNotLookedFor() {
        var page = "<head><!--" + "x".repeat(16_300) + "--><title>near</title>";
        assertThat(inPieces(page, 8192)).isEqualTo("near");
        assertThat(inPieces("<head><!--" + "x".repeat(16_384) + "--><title>far</title>", 8192))
                .isNull();
        assertThat(inPieces("<title>" + "x".repeat(20_000) + "</title>", 8192)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 8192})
    void title_thatIsLong_isCut(int piece) {
        assertThat(inPieces("<title>" + "x".repeat(2_001) + "</title>", piece)).isEqualTo("x".repeat(2_000));
        assertThat(inPieces("<title>" + "x".repeat(1_999) + "</title>", piece)).isEqualTo("x".repeat(1_999));
    }

    @Test
    void title_thatIsLongAndOfNoSaidCharset_isReadAsUtf8() {
        var watch = new TitleWatch(PageCharset.of((String) null));
        watch.expectBytes();
        var bytes = ("<title>" + "の".repeat(700) + "</title>").getBytes(StandardCharsets.UTF_8);
        watch.see(bytes, 0, bytes.length);
        assertThat(watch.title()).isEqualTo("の".repeat(666));
    }

    /** Section 13.2.3 of the HTML standard: what the response does not say, the page may. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            windows-1251 | <meta charset="windows-1251">                                               | Кружка
            Shift_JIS    | <META http-equiv=Content-Type content='text/html; charset=Shift_JIS'>       | 青いマグ
            ISO-8859-2   | <meta name=a content=b><meta charset = iso-8859-2>                          | Žluťoučký
            windows-1252 | <meta charset=latin1>                                                       | Größe – 5 €
            windows-1252 | <meta charset=nonsense>                                                     | Größe
            UTF-8        | <meta charset="windows-1251">                                               | Größe
            """)
    void title_asBytesOfAPageThatSaysItsCharset_isReadInThat(String written, String meta, String title) {
        var bytes = ("<html>" + meta + "<title>" + title + "</title>").getBytes(Charset.forName(written));
        var watch = new TitleWatch(PageCharset.of((String) null));
        watch.expectBytes();
        for (var b : bytes) {
            watch.see(new byte[] {b}, 0, 1);
        }
        assertThat(watch.title()).isEqualTo(title);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "UTF-8, UTF-8",
        "ISO-8859-1, ISO-8859-1",
        "windows-1252, windows-1252",
        "UTF-16LE, UTF-16LE",
        "UTF-16, UTF-16",
        "Shift_JIS, Shift_JIS",
        ", UTF-8",
        ", windows-1252"
    })
    void title_asBytes_isReadInItsCharset(String said, String written) {
        var title = "Shift_JIS".equals(written) ? "青いマグ" : "Größe";
        var bytes = ("<html><title>" + title + "</title>").getBytes(Charset.forName(written));
        var watch = new TitleWatch(PageCharset.of(said == null ? null : Charset.forName(said)));
        watch.expectBytes();
        for (var b : bytes) {
            watch.see(new byte[] {b}, 0, 1);
        }
        assertThat(watch.title()).isEqualTo(title);
    }

    /** Section 4.2 of the Encoding Standard: what browsers read under an old name. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "iso-8859-1, windows-1252, 5 € – x",
        "us-ascii, windows-1252, 5 € – x",
        "iso-8859-9, windows-1254, 5 € ş",
        "shift_jis, windows-31j, ①髙",
        "ks_c_5601-1987, x-windows-949, 똠방",
        "gb2312, GBK, 镕"
    })
    void title_asBytesInAWiderCharset_isReadAsBrowsersDo(String said, String written, String title) {
        var bytes = ("<html><title>" + title + "</title>").getBytes(Charset.forName(written));
        var watch = new TitleWatch(PageCharset.of("text/html;charset=" + said));
        watch.expectBytes();
        watch.see(bytes, 0, bytes.length);
        assertThat(watch.title()).isEqualTo(title);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tag            | <html>     | true
            white space    | `\n  <p>`  | true
            byte order     | `\uFEFF<p>`| true
            doctype        | <!DOCTYPE html> | true
            comment        | <!-- a --><div> | true
            no known name  | <x-shop a>      | true
            XHTML          | <?xml version="1.0"?><!DOCTYPE html><html xmlns="x"> | true
            feed           | <?xml version="1.0"?><rss>  | false
            feed's doctype | <?xml version="1.0"?><!DOCTYPE rss><rss>  | false
            feed, bare     | <rss>           | false
            site map, bare | <urlset>        | false
            long name      | <definitions>   | false
            remark in XML  | <!-- a --><response> | false
            picture's doctype | <!DOCTYPE svg><svg>  | false
            SOAP           | <soap:Envelope> | false
            picture        | <svg viewBox="0 0 1 1"> | false
            less than      | < 5        | false
            JSON           | {"a":"<p>"}| false
            text           | a <p>      | false
            """)
    void isHtml_ofPage_isByItsBeginning(String name, String page, boolean isHtml) {
        for (var length : List.of(1, page.length())) {
            var scanner = new TitleScanner();
            for (var at = 0; at < page.length(); at += length) {
                scanner.see(page.toCharArray(), at, length);
            }
            assertThat(scanner.isHtml()).isEqualTo(isHtml);
        }
    }

    @Property
    void title_anyText_isTheSameInWhateverPieces(
            @ForAll @Chars({'<', '>', '/', '!', '-', '"', '\'', '=', 't', 'i', 'l', 'e', 's', 'v', 'g', ' '})
                    String text) {
        var page = text + "<title>a</title>" + text;
        assertThat(inPieces(page, 1)).isEqualTo(inPieces(page, page.length()));
    }

    private static String inPieces(String page, int length) {
        var watch = new TitleWatch(PageCharset.of(StandardCharsets.UTF_8));
        watch.expectText();
        for (var at = 0; at < page.length(); at += length) {
            watch.see(page, at, Math.min(length, page.length() - at));
        }
        return watch.title();
    }

    private static String inBytes(String page, int length) {
        var watch = new TitleWatch(PageCharset.of(StandardCharsets.UTF_8));
        watch.expectBytes();
        var bytes = page.getBytes(StandardCharsets.UTF_8);
        for (var at = 0; at < bytes.length; at += length) {
            watch.see(bytes, at, Math.min(length, bytes.length - at));
        }
        return watch.title();
    }
}
