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

    /**
     * Takes plain texts only. Not API, like all constructors.
     *
     * @param brands see {@link #brands()}
     * @param mobile see {@link #mobile()}
     * @param platform see {@link #platform()}
     * @param platformVersion see {@link #platformVersion()}
     * @param model see {@link #model()}
     * @param fullVersions see {@link #fullVersions()}
     */
    public ClientHints {
        brands = Texts.plain(brands);
        platform = Texts.plain(platform);
        platformVersion = Texts.plain(platformVersion);
        model = Texts.plain(model);
        fullVersions = Texts.plain(fullVersions);
    }

    /**
     * {@return the hints that supporting browsers send by default}
     *
     * @param brands the browser's brands
     * @param mobile whether it is a phone's
     * @param platform the operating system
     */
    public static ClientHints of(String brands, Boolean mobile, String platform) {
        return new ClientHints(brands, mobile, platform, null, null, null);
    }

    /**
     * {@return these hints with other brands}
     *
     * @param brands the copy's brands
     */
    public ClientHints withBrands(String brands) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /**
     * {@return these hints for a phone, or for none}
     *
     * @param mobile whether the copy is a phone's
     */
    public ClientHints withMobile(Boolean mobile) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /**
     * {@return these hints with another platform}
     *
     * @param platform the copy's platform
     */
    public ClientHints withPlatform(String platform) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /**
     * {@return these hints with another version of the platform}
     *
     * @param platformVersion the copy's platform version
     */
    public ClientHints withPlatformVersion(String platformVersion) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /**
     * {@return these hints with another model}
     *
     * @param model the copy's model
     */
    public ClientHints withModel(String model) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }

    /**
     * {@return these hints with other full versions}
     *
     * @param fullVersions the copy's full versions
     */
    public ClientHints withFullVersions(String fullVersions) {
        return new ClientHints(brands, mobile, platform, platformVersion, model, fullVersions);
    }
}
