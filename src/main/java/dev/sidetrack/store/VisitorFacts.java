// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.store;

import dev.sidetrack.Visitor;
import java.util.Locale;

/** What is stored about a visitor: language, country, browser, system and device, none of which identifies a person. */
final class VisitorFacts implements HitRows.Clients {

    private final UserAgents agents = new UserAgents();

    @Override
    public Combination of(Visitor visitor) {
        var agent = visitor == null ? UserAgents.Agent.UNKNOWN : agents.of(visitor.userAgent(), visitor.hints());
        return Combination.of(
                Combination.Table.CLIENT,
                Term.of(TermKind.LANGUAGE, visitor == null ? null : language(visitor.language())),
                Term.of(TermKind.COUNTRY, visitor == null ? null : visitor.country()),
                Term.of(TermKind.BROWSER, agent.browser()),
                Term.of(TermKind.SYSTEM, agent.system()),
                Term.of(TermKind.DEVICE, agent.device()));
    }

    /** The language without its region, which is often that of the keyboard. Empty if the tag is not valid. */
    private static String language(String tag) {
        return tag == null ? null : Locale.forLanguageTag(tag).getLanguage();
    }
}
