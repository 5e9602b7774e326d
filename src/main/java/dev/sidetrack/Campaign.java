// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack;

/**
 * The campaign that brought a visitor, from the parameters of the page's address ({@code utm_*}, {@code mtm_*}, {@code pk_*},
 * click ids).
 *
 * @param source who sent the visitor, such as {@code newsletter}
 * @param medium by what means, such as {@code email}
 * @param name the campaign
 * @param term the words searched for
 * @param content which of several links
 * @param id the campaign's id
 * @param clickIdName the name of the advertiser's click id, such as {@code gclid}
 * @param clickId the click id
 */
public record Campaign(
        String source,
        String medium,
        String name,
        String term,
        String content,
        String id,
        String clickIdName,
        String clickId) {

    /** The campaign without the click id, which names one visitor; {@code null} if nothing else is known. */
    public Campaign anonymous() {
        var nothingElse = source == null && medium == null && name == null && term == null && content == null && id == null;
        return nothingElse ? null : new Campaign(source, medium, name, term, content, id, null, null);
    }
}
