// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * What a browser says about itself in addition to its user agent (User-Agent Client Hints). Browsers that support them
 * send the first three unasked, the others only if the site's own {@code Accept-CH} asks for them.
 *
 * <pre>{@code visitor.withHints(visitor.hints().withModel(null))}</pre>
 *
 * @param brands the {@code Sec-CH-UA} header, such as {@code "Chromium";v="124", "Google Chrome";v="124"}
 * @param mobile {@code Sec-CH-UA-Mobile}: whether it is a phone's, or {@code null}
 * @param platform {@code Sec-CH-UA-Platform}, such as {@code Windows}, or {@code null}
 * @param platformVersion {@code Sec-CH-UA-Platform-Version}, such as {@code 15.0.0}, or {@code null}
 * @param model {@code Sec-CH-UA-Model}, such as {@code Pixel 8}, or {@code null}
 * @param fullVersions the {@code Sec-CH-UA-Full-Version-List} header, of the form of {@code brands}, or {@code null}
 * @see <a href="https://wicg.github.io/ua-client-hints/#http-ua-hints">User-Agent Client Hints</a>
 */
public record ClientHints(
        String brands, Boolean mobile, String platform, String platformVersion, String model, String fullVersions) {

    /** Takes plain texts only. Not API, like all constructors. */
    public ClientHints {
        brands = Texts.plain(brands);
        platform = Texts.plain(platform);
        platformVersion = Texts.plain(platformVersion);
        model = Texts.plain(model);
        fullVersions = Texts.plain(fullVersions);
    }

    /** What browsers that support hints send unasked. */
    public static ClientHints of(String brands, Boolean mobile, String platform) {
        return new ClientHints(brands, mobile, platform, null, null, null);
    }

    /** These hints with those brands. */
    public ClientHints withBrands(String brands) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /** These hints with that word on being a phone's. */
    public ClientHints withMobile(Boolean mobile) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /** These hints with that platform. */
    public ClientHints withPlatform(String platform) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /** These hints with that version of the platform. */
    public ClientHints withPlatformVersion(String platformVersion) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /** These hints with that model. */
    public ClientHints withModel(String model) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /** These hints with those full versions. */
    public ClientHints withFullVersions(String fullVersions) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }
}
