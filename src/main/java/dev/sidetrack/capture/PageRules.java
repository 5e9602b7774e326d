// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.capture;

import dev.sidetrack.config.FrameMode;
import dev.sidetrack.config.Keys;
import dev.sidetrack.config.Settings;
import dev.sidetrack.config.Shared;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Decides which requests are page views, by path, status and content type. */
@Shared
class PageRules {

    private static final Set<String> OTHER_FILES = Set.of(
            "7z",
            "aac",
            "apk",
            "apng",
            "atom",
            "avif",
            "bmp",
            "bz2",
            "cjs",
            "css",
            "csv",
            "cur",
            "dmg",
            "doc",
            "docx",
            "eot",
            "epub",
            "exe",
            "flac",
            "geojson",
            "gif",
            "gz",
            "heic",
            "ico",
            "ics",
            "jar",
            "jfif",
            "jpeg",
            "jpg",
            "js",
            "json",
            "jsonld",
            "jxl",
            "m4a",
            "m4v",
            "map",
            "mjs",
            "mkv",
            "mov",
            "mp3",
            "mp4",
            "mpeg",
            "msi",
            "odp",
            "ods",
            "odt",
            "oga",
            "ogg",
            "ogv",
            "opus",
            "otf",
            "pdf",
            "png",
            "ppt",
            "pptx",
            "rar",
            "rss",
            "rtf",
            "svg",
            "svgz",
            "tar",
            "tgz",
            "tif",
            "tiff",
            "ttc",
            "ttf",
            "txt",
            "vcf",
            "vtt",
            "wasm",
            "wav",
            "weba",
            "webm",
            "webmanifest",
            "webp",
            "woff",
            "woff2",
            "xls",
            "xlsx",
            "xml",
            "xz",
            "yaml",
            "yml",
            "zip");

    private final String[] ignoredPrefixes;
    private final String[] beaconPrefixes;
    private final boolean botsExcluded;
    private final Bots bots;
    private final String[] contentTypes;
    private final boolean everyType;
    private final boolean countsFrames;
    private final BitSet statuses = new BitSet();

    @Inject
    PageRules(Settings settings, Bots bots) {
        this.bots = bots;
        botsExcluded = settings.get(Keys.BOTS_EXCLUDED);
        beaconPrefixes = prefixes(settings.get(Keys.BEACON_PAGES));
        ignoredPrefixes = prefixes(settings.get(Keys.IGNORE_PATHS));
        contentTypes = settings.get(Keys.CONTENT_TYPES).toArray(String[]::new);
        everyType = settings.get(Keys.CONTENT_TYPES).contains("*");
        countsFrames = settings.get(Keys.FRAMES) == FrameMode.PAGE;
        settings.get(Keys.STATUSES).forEach(statuses::set);
    }

    /** Why nothing in this request is tracked, or {@code null}. */
    String exclusion(HttpServletRequest request, String path, String userAgent) {
        var method = request.getMethod();
        // These methods show no page to anybody.
        if ("HEAD".equals(method) || "OPTIONS".equals(method) || "TRACE".equals(method)) {
            return "method";
        }
        if (isIgnored(path)) {
            return "path";
        }
        // Nobody is looking; a later view is requested again or reported by the script.
        if (Purpose.isAhead(request)) {
            return "prefetch";
        }
        return botsExcluded && bots.isBot(userAgent, request) ? "bot" : null;
    }

    /**
     * Whether the beacon counts views of this page, because a cache may answer for us; events in it are still counted
     * here.
     */
    boolean isLeftToBeacon(String path) {
        return beginsWithAny(path, beaconPrefixes);
    }

    /** The request's path below the context root, normalized as the server does. */
    static String path(HttpServletRequest request) {
        var info = request.getPathInfo();
        return info == null ? request.getServletPath() : request.getServletPath() + info;
    }

    /** Whether nothing on the page at {@code path}, which begins at the root of the host, is tracked. */
    boolean isIgnored(String path, String contextPath) {
        if (ignoredPrefixes.length == 0) {
            return false;
        }
        var decoded = decoded(RequestText.path(path));
        return decoded.startsWith(contextPath)
                && beginsWithAny(decoded.substring(contextPath.length()), ignoredPrefixes);
    }

    /** The path as the server would understand it. */
    private static String decoded(String path) {
        try {
            return path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    /** Every path begins with a slash, and so does every prefix, even if it was configured without one. */
    private static String[] prefixes(List<String> texts) {
        return texts.stream()
                .map(text -> text.startsWith("/") ? text : "/" + text)
                .toArray(String[]::new);
    }

    private static boolean beginsWithAny(String path, String[] prefixes) {
        for (var prefix : prefixes) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing in a request with this path is tracked. */
    boolean isIgnored(String path) {
        return beginsWithAny(path, ignoredPrefixes);
    }

    /**
     * Whether a response with this status and content type is a page.
     *
     * @param isHtml whether the output begins like HTML, for servlets that set no content type
     */
    boolean isPage(
            HttpServletRequest request, String path, RequestKind kind, int status, String contentType, boolean isHtml) {
        if (status == HttpServletResponse.SC_NOT_MODIFIED && statuses.get(HttpServletResponse.SC_OK)) {
            return isShown(kind) && kind != RequestKind.UNKNOWN && isRevalidated(request, path, contentType);
        }
        if (everyType || !statuses.get(status)) {
            return statuses.get(status);
        }
        return contentType == null
                ? isHtml && isShown(kind) && kind != RequestKind.UNKNOWN
                : isPageType(contentType) && isShown(kind);
    }

    /** Whether a response may be a page, judging by status and content type; fast, because most are not. */
    boolean couldBePage(int status, String contentType) {
        return everyType
                || status == HttpServletResponse.SC_NOT_MODIFIED
                || statuses.get(status) && (contentType == null || isPageType(contentType));
    }

    /** Whether every response with a counted status is a page, even an image. */
    boolean isEverythingAPage() {
        return everyType;
    }

    /** Whether a response with this content type could be a page, so that it has to be watched. */
    boolean mayBePage(RequestKind kind, int status, String contentType) {
        return statuses.get(status) && isShown(kind) && (contentType == null || isPageType(contentType));
    }

    /** Whether somebody would see it as a page, if it is one. */
    private boolean isShown(RequestKind kind) {
        return kind == RequestKind.PAGE || kind == RequestKind.UNKNOWN || kind == RequestKind.FRAME && countsFrames;
    }

    /** The browser revalidates its copy of the page; servers answer that without a content type. */
    private boolean isRevalidated(HttpServletRequest request, String path, String contentType) {
        var isConditional =
                request.getHeader("If-None-Match") != null || request.getHeader("If-Modified-Since") != null;
        return isConditional && (contentType == null ? isPageByName(path) : everyType || isPageType(contentType));
    }

    /** Whether the path does not end like that of an image, a script or another file that is not a page. */
    boolean isPageByName(String path) {
        var dot = path.lastIndexOf('.');
        return dot < path.lastIndexOf('/')
                || !OTHER_FILES.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    private boolean isPageType(String contentType) {
        for (var type : contentTypes) {
            if (contentType.regionMatches(true, 0, type, 0, type.length())
                    && (contentType.length() == type.length()
                            || " ;".indexOf(contentType.charAt(type.length())) >= 0)) {
                return true;
            }
        }
        return false;
    }
}
