// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.stats;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param rows the lines of this part
 * @param total how many lines there are in all
 * @param <T> the type of a line
 */
public record Part<T>(List<T> rows, long total) {

    <S> Part<S> map(Function<T, S> change) {
        return new Part<>(rows.stream().map(change).toList(), total);
    }
}
