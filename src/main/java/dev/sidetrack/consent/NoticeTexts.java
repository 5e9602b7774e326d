// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.consent;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The texts of notices: ours in ten languages, of which the application's bundle may replace any. Looks up only
 * existing languages: the JDK caches failed lookups forever, and a visitor may ask for anything.
 */
final class NoticeTexts {

    private static final String OURS = "dev.sidetrack.consent.notice";
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
    private static final int LONGEST_HEADER = 500;
    private static final Set<Locale> OUR_LOCALES = Stream.of("de", "el", "en", "es", "fr", "it", "nl", "pl", "pt", "sv")
            .map(Locale::forLanguageTag)
            .collect(Collectors.toUnmodifiableSet());

    private final String replacing;
    private final ClassLoader loader;
    private final Set<Locale> replacingLocales;

    /** Our texts, or those of the bundle {@code replacing} unless it is {@code null}. */
    NoticeTexts(String replacing) {
        this.replacing = replacing;
        this.loader = Thread.currentThread().getContextClassLoader();
        this.replacingLocales = replacing == null ? Set.of() : locales(replacing, loader);
    }

    /** The bundle with a text for {@code key} in the language that the visitor prefers. */
    ResourceBundle with(String key, String acceptLanguage) {
        var ranges = ranges(acceptLanguage);
        var replaced = replacing == null ? null : replacement(ranges);
        return replaced != null && replaced.containsKey(key) ? replaced : ours(ranges);
    }

    /** Our own text, whatever the application has. */
    ResourceBundle ours(String acceptLanguage) {
        return ours(ranges(acceptLanguage));
    }

    /** Whether this bundle is ours. */
    static boolean isOurs(ResourceBundle bundle) {
        return OURS.equals(bundle.getBaseBundleName());
    }

    private static ResourceBundle ours(List<LanguageRange> ranges) {
        return ResourceBundle.getBundle(
                OURS, best(ranges, OUR_LOCALES), NoticeTexts.class.getClassLoader(), NO_FALLBACK);
    }

    private ResourceBundle replacement(List<LanguageRange> ranges) {
        try {
            return ResourceBundle.getBundle(replacing, best(ranges, replacingLocales), loader, NO_FALLBACK);
        } catch (MissingResourceException none) {
            return null;
        }
    }

    private static Locale best(List<LanguageRange> ranges, Collection<Locale> known) {
        return ranges.stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> known(range.getRange(), known))
                .filter(found -> found != null)
                .findFirst()
                .orElse(Locale.ROOT);
    }

    /** The locale for {@code de-at}, otherwise for {@code de}; {@code null} if there is neither. */
    private static Locale known(String range, Collection<Locale> known) {
        for (var tag = range; !tag.isEmpty(); tag = tag.substring(0, Math.max(0, tag.lastIndexOf('-')))) {
            for (var locale : known) {
                if (locale.toLanguageTag().equalsIgnoreCase(tag)) {
                    return locale;
                }
            }
        }
        return null;
    }

    /** The locales with a file, looked up once. */
    private static Set<Locale> locales(String bundle, ClassLoader loader) {
        return Stream.of(Locale.getAvailableLocales())
                .filter(locale -> !locale.equals(Locale.ROOT))
                .filter(locale -> {
                    var name = NO_FALLBACK.toBundleName(bundle, locale);
                    return loader.getResource(NO_FALLBACK.toResourceName(name, "properties")) != null;
                })
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<LanguageRange> ranges(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return List.of();
        }
    }
}
