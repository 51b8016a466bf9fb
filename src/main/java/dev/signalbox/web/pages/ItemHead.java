package dev.signalbox.web.pages;

import dev.signalbox.item.Route;
import org.jspecify.annotations.Nullable;

/**
 * An item in short, at the top of its page and in lists.
 *
 * @param key what names it to people: {@code 2014080215586}
 * @param noun its type: {@code Claim}
 * @param standing where it stands, in words
 * @param outcome how it ended, or null
 * @param open where the open task is, or null
 */
public record ItemHead(
        String id,
        String href,
        String noun,
        String key,
        String process,
        String processTitle,
        Route route,
        String standing,
        Moment received,
        @Nullable String outcome,
        @Nullable Moment closed,
        @Nullable String open) {}
